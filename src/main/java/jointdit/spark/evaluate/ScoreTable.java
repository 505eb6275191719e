package jointdit.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import jointdit.spark.ParquetSweep;
import jointdit.spark.Storage;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/**
 * What was found in the clips of a run, Parquet of {@link ScoredClip#SCHEMA}. Rows are added and those they replace are
 * swept; killed in between it holds both, of which {@link #rows} gives the later.
 */
record ScoreTable(SparkSession spark, String out, String run) {
    private static final Column[] COLUMNS =
            Arrays.stream(ScoredClip.SCHEMA.fieldNames()).map(name -> col(name)).toArray(Column[]::new);

    String folder() {
        return out + "/clips/run=" + URLEncoder.encode(run, StandardCharsets.UTF_8);
    }

    /** A row a clip; none if nothing was found yet. */
    Dataset<Row> rows() {
        return marked().where("holds").select(COLUMNS);
    }

    /** Adds rows. */
    void append(Dataset<Row> scored) {
        scored.select(COLUMNS).write().mode(SaveMode.Append).parquet(folder());
    }

    /** Removes the rows of other clips than these, and those that later ones replace. */
    void sweep(Dataset<Row> wanted) {
        var clips = wanted.select(col("clip_id").as("wanted_id"), col("group").as("wanted_group"));
        var marked = marked().join(
                        clips,
                        col("clip_id")
                                .equalTo(col("wanted_id"))
                                .and(col("group").equalTo(col("wanted_group"))),
                        "left")
                .withColumn("holds", col("holds").and(col("wanted_id").isNotNull()));
        new ParquetSweep(Storage.of(spark), marked).run(files -> {
            var survivors = marked.where(col("holds").and(col("file").isInCollection(files)));
            if (!survivors.isEmpty()) {
                append(survivors);
            }
        });
    }

    /** With the {@code file} of a row, and whether it {@code holds}: is the latest of its clip. */
    private Dataset<Row> marked() {
        var files = Storage.of(spark).parquet(folder());
        if (files.isEmpty()) {
            var nothing = spark.createDataFrame(List.of(), ScoredClip.SCHEMA);
            return nothing.withColumn("file", col("uri"))
                    .withColumn("holds", col("uri").isNull());
        }
        var latest = Window.partitionBy("clip_id")
                .orderBy(col("written").desc(), col("file").desc());
        return spark.read()
                .schema(ScoredClip.SCHEMA)
                .parquet(files.toArray(String[]::new))
                .withColumn("file", col("_metadata.file_path"))
                .withColumn("written", col("_metadata.file_modification_time"))
                .withColumn("holds", row_number().over(latest).equalTo(1));
    }
}
