package jointdit.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Tells which cached rows still hold, and removes the others by a {@link ParquetSweep}. A row holds if its request is
 * one of today's; of rows that are there twice, as a killed sweep leaves them, one does.
 */
final class CacheSweep implements AutoCloseable {
    private static final Column FILE = col("_metadata.file_path");
    private static final String[] KEY = {"clip_id", "request"};

    private final LatentCache cache;
    private final Dataset<Row> marked;

    /** @param requests rows of {@link EncodeRequest#SCHEMA} */
    CacheSweep(LatentCache cache, Dataset<Row> requests) {
        this.cache = cache;
        var wanted = requests.select(col("clip_id"), col("request"), lit(true).as("wanted"));
        var first = row_number().over(Window.partitionBy("clip_id", "request").orderBy("file"));
        marked = cache.rows()
                .select(col("clip_id"), col("request"), FILE.as("file"))
                .join(wanted, KEY, "left")
                .withColumn("holds", coalesce(col("wanted"), lit(false)).and(first.equalTo(1)))
                .select("clip_id", "request", "file", "holds")
                .cache();
    }

    /** Rows {@code clip_id, request} that hold. */
    Dataset<Row> holding() {
        return marked.where("holds").select("clip_id", "request");
    }

    /** How many rows {@link #run} removes. */
    long stale() {
        return marked.where("not holds").count();
    }

    /** Removes the rows that do not hold. */
    void run() {
        new ParquetSweep(Storage.of(cache.spark()), marked).run(this::keep);
    }

    private void keep(List<String> files) {
        var survivors = marked.where(col("holds").and(col("file").isInCollection(files)));
        if (!survivors.isEmpty()) {
            cache.append(cache.rowsOf(files.stream().map(ParquetSweep::path).toList())
                    .withColumn("file", FILE)
                    .join(
                            survivors.select("clip_id", "request", "file"),
                            new String[] {"clip_id", "request", "file"},
                            "left_semi")
                    .drop("file"));
        }
    }

    @Override
    public void close() {
        marked.unpersist();
    }
}
