package jointdit.spark;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads the {@code clips} table from a folder of media files or from a manifest. */
public final class ClipTable {
    private final SparkSession spark;

    public ClipTable(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * Rows of {@link ClipRow#SCHEMA}. A clip that names no split is of {@code validation} or {@code train} by a hash of
     * its name, so it stays there when others come and go.
     *
     * @param where a folder, or a manifest that ends in {@code .csv}, {@code .jsonl}, {@code .ndjson}, {@code .json} or
     *     {@code .parquet}, on any Hadoop file system
     * @param validationShare of the clips without a split, in [0, 1]
     * @throws IllegalArgumentException if there is nothing there, no clip in it, a column of the wrong type, or two
     *     clips of one name
     */
    public Dataset<Row> read(String where, double validationShare) {
        var storage = Storage.of(spark);
        argument(storage.exists(where), "Cannot find clips at %s", storage.qualified(where));
        argument(
                ClipManifest.isManifest(where) || storage.isFolder(where),
                "Wanted a folder of clips or a .csv, .jsonl or .parquet manifest, found %s",
                where);
        var found = ClipManifest.isManifest(where)
                ? new ClipManifest(spark).read(storage.qualified(where))
                : new ClipFolder(spark).read(where);
        return checked(where, filled(found, validationShare));
    }

    private static Dataset<Row> filled(Dataset<Row> found, double validationShare) {
        var hash = conv(sha2(col("clip_id"), 256).substr(1, 8), 16, 10)
                .cast("double")
                .divide(0x1p32);
        var byHash = when(hash.lt(validationShare), "validation").otherwise("train");
        var clips = found.withColumn("split", coalesce(col("split"), byHash))
                .withColumn("caption", coalesce(column(found, "caption"), lit("")))
                .withColumn("start_s", coalesce(col("start_s"), lit(0.0)))
                .withColumn("labels", coalesce(col("labels"), array().cast("array<string>")))
                .withColumn("bytes_sha256", coalesce(column(found, "bytes_sha256"), lit("")));
        return clips.select(Arrays.stream(ClipRow.SCHEMA.fieldNames())
                .map(name -> col(name))
                .toArray(Column[]::new));
    }

    private static Column column(Dataset<Row> table, String name) {
        return Arrays.asList(table.columns()).contains(name)
                ? col(name)
                : lit(null).cast("string");
    }

    private static Dataset<Row> checked(String where, Dataset<Row> clips) {
        argument(!clips.isEmpty(), "Wanted clips in %s, found none", where);
        var twice = clips.groupBy("clip_id")
                .agg(count(lit(1)).as("n"))
                .where("n > 1")
                .select("clip_id")
                .takeAsList(3);
        argument(twice.isEmpty(), "Wanted one row per clip_id in %s, found two of %s", where, twice);
        return clips;
    }
}
