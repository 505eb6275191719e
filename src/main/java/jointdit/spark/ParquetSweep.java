package jointdit.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Takes rows out of Parquet files, which cannot lose any: a file that has rows of both kinds is written again without
 * those that do not hold, and then removed. Killed in between, it leaves rows twice.
 *
 * @param storage where the files lie
 * @param marked rows with the {@code file} they are in and whether each {@code holds}
 */
public record ParquetSweep(Storage storage, Dataset<Row> marked) {
    /** Runs to the end; {@code keep} writes those rows again that hold and are in one of the files. */
    public void run(Consumer<List<String>> keep) {
        var dirty = dirty();
        if (!dirty.isEmpty()) {
            keep.accept(dirty);
            dirty.forEach(file -> storage.delete(path(file)));
        }
    }

    /** Files with rows that do not hold. */
    private List<String> dirty() {
        var holding = sum(when(col("holds"), 1).otherwise(0));
        return marked.groupBy("file")
                .agg(holding.as("holding"), count(lit(1)).as("all"))
                .where("holding < all")
                .select("file")
                .as(Encoders.STRING())
                .collectAsList();
    }

    /** The path of a file that Spark names in {@code _metadata.file_path}. */
    static String path(String file) {
        return new Path(URI.create(file)).toString();
    }
}
