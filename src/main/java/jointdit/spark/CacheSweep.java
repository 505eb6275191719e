package jointdit.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.net.URI;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Tells which cached rows still hold, and removes the others. A row holds if its request is one of today's. Parquet
 * files cannot lose rows, so a file that has rows of both kinds is written again without those that do not hold, and
 * then removed; should the run be killed in between, the rows are there twice, and the next sweep keeps one of each.
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
        var holding = sum(when(col("holds"), 1).otherwise(0));
        var dirty = marked.groupBy("file")
                .agg(holding.as("holding"), count(lit(1)).as("all"))
                .where("holding < all")
                .select("file")
                .as(Encoders.STRING())
                .collectAsList();
        if (dirty.isEmpty()) {
            return;
        }
        var paths = dirty.stream()
                .map(file -> new Path(URI.create(file)).toString())
                .toList();
        var survivors = marked.where(col("holds").and(col("file").isInCollection(dirty)));
        if (!survivors.isEmpty()) {
            cache.append(cache.rowsOf(paths)
                    .withColumn("file", FILE)
                    .join(
                            survivors.select("clip_id", "request", "file"),
                            new String[] {"clip_id", "request", "file"},
                            "left_semi")
                    .drop("file"));
        }
        paths.forEach(Storage.of(cache.spark())::delete);
    }

    @Override
    public void close() {
        marked.unpersist();
    }
}
