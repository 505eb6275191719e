package jointdit.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;

/**
 * The {@code samples} table, Parquet files of {@link SampleRow}. A run adds its rows in files of its own and then takes
 * those out that they replace; killed in between it leaves both, of which {@link #rows} gives the later.
 *
 * @param spark the session
 * @param uri its folder
 */
public record SampleTable(SparkSession spark, String uri) {
    private static final List<Column> COLUMNS = List.of(SampleRow.SCHEMA.fieldNames()).stream()
            .map(name -> col(name))
            .toList();

    /** That of a folder of {@link PromptGenerator}. */
    public static SampleTable in(SparkSession spark, String out) {
        return new SampleTable(spark, out + "/samples");
    }

    /** Whether a run came to its end here. */
    public boolean exists() {
        return Storage.of(spark).exists(uri + "/_SUCCESS");
    }

    /** Rows of {@link SampleRow#SCHEMA}, one for each {@code id} and {@code sample}. */
    public Dataset<Row> rows() {
        return marked(read(List.of(uri))).where("holds").select(COLUMNS.toArray(Column[]::new));
    }

    /**
     * Adds rows; those of the same {@code id} and {@code sample} go.
     *
     * @return what was added
     */
    Dataset<Row> put(Dataset<Row> rows) {
        var before = Storage.of(spark).parquet(uri);
        rows.write().mode(SaveMode.Append).parquet(uri);
        var added = new TreeSet<>(Storage.of(spark).parquet(uri));
        before.forEach(added::remove);
        sweep();
        return read(added).select(COLUMNS.toArray(Column[]::new));
    }

    /**
     * With the {@code file} they are in and when it was {@code written}; older tables have no column {@code sample}.
     */
    private Dataset<Row> read(Collection<String> paths) {
        return spark.read()
                .schema(SampleRow.SCHEMA)
                .parquet(paths.toArray(String[]::new))
                .withColumn("file", col("_metadata.file_path"))
                .withColumn("written", col("_metadata.file_modification_time"))
                .withColumn("sample", coalesce(col("sample"), lit(0)));
    }

    /** With {@code holds}: whether a row is the latest of its {@code id} and {@code sample}. */
    private static Dataset<Row> marked(Dataset<Row> rows) {
        var latest = Window.partitionBy("id", "sample")
                .orderBy(col("written").desc(), col("file").desc());
        return rows.withColumn("holds", row_number().over(latest).equalTo(1));
    }

    private void sweep() {
        var marked = marked(read(List.of(uri)));
        new ParquetSweep(Storage.of(spark), marked).run(files -> {
            var survivors = marked.where(col("holds").and(col("file").isInCollection(files)))
                    .select(COLUMNS.toArray(Column[]::new));
            if (!survivors.isEmpty()) {
                survivors.write().mode(SaveMode.Append).parquet(uri);
            }
        });
    }
}
