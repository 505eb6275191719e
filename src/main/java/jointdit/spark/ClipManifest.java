package jointdit.spark;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Clips of a table: CSV with a header, JSON lines or Parquet. The column {@code uri} is needed, the others of
 * {@link ClipRow} are taken where they are, further ones are left. Relative uris start at the manifest's folder; labels
 * of a CSV are separated by {@code ;}.
 */
final class ClipManifest {
    private final SparkSession spark;

    ClipManifest(SparkSession spark) {
        this.spark = spark;
    }

    /** Whether {@link #read} knows the ending of {@code path}. */
    static boolean isManifest(String path) {
        return path.toLowerCase(Locale.ROOT).matches(".*\\.(csv|jsonl|ndjson|json|parquet)/?");
    }

    /** The columns of {@link ClipRow#SCHEMA} that the manifest has, in their types; what is unknown is null. */
    Dataset<Row> read(String path) {
        var table = open(path);
        argument(
                Arrays.asList(table.columns()).contains("uri"),
                "Wanted a column uri in %s, found %s",
                path,
                String.join(", ", table.columns()));
        var missing = table.where(col("uri").isNull().or(trim(col("uri")).equalTo("")))
                .count();
        argument(missing == 0, "Wanted a uri in every row of %s, found %d rows without", path, missing);
        for (var field : ClipRow.SCHEMA.fields()) {
            table = cast(path, table, field.name(), field.dataType());
        }
        var named = table.withColumn("clip_id", orElse(col("clip_id"), regexp_replace(col("uri"), "\\.[^./]*$", "")));
        return named.withColumn("uri", whole(new Path(path).getParent()));
    }

    private Dataset<Row> open(String path) {
        var reader = spark.read();
        var lower = path.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".csv")) {
            return reader.option("header", true)
                    .option("multiLine", true)
                    .option("escape", "\"")
                    .csv(path);
        }
        return lower.matches(".*parquet/?") ? reader.parquet(path) : reader.json(path);
    }

    private static Dataset<Row> cast(String path, Dataset<Row> table, String name, DataType type) {
        if (!Arrays.asList(table.columns()).contains(name)) {
            return table.withColumn(name, lit(null).cast(type));
        }
        var value = col(name);
        if (type instanceof ArrayType && table.schema().apply(name).dataType().equals(DataTypes.StringType)) {
            return table.withColumn(name, split(value, "\\s*;\\s*"));
        }
        var wrong = table.where(value.isNotNull().and(value.cast(type).isNull()))
                .select(value.cast("string"))
                .takeAsList(1);
        argument(wrong.isEmpty(), "Wanted %s in column %s of %s, found %s", type.simpleString(), name, path, wrong);
        return table.withColumn(name, value.cast(type));
    }

    private static Column whole(Path folder) {
        var isWhole = col("uri").rlike("^([A-Za-z][A-Za-z0-9+.-]*:/|/)");
        return when(isWhole, col("uri")).otherwise(concat(lit(folder == null ? "" : folder + "/"), col("uri")));
    }

    private static Column orElse(Column value, Column other) {
        return when(value.isNotNull(), value).otherwise(other);
    }
}
