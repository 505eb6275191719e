package jointdit.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A table as one file, a JSON object a line.
 *
 * @param spark the session
 * @param uri the file
 */
record JsonLines(SparkSession spark, String uri) {
    /** Writes rows, unless the file says the same already. */
    void write(List<Row> rows, StructType schema) {
        var storage = Storage.of(spark);
        var lines = spark.createDataFrame(rows, schema).toJSON().collectAsList();
        var text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        if (!storage.exists(uri) || !storage.text(uri).equals(text)) {
            new WholeFile(storage, uri).write(text.getBytes(UTF_8));
        }
    }

    /** The rows; none if there is no file. */
    List<Row> read(StructType schema) {
        return Storage.of(spark).exists(uri)
                ? spark.read().schema(schema).json(uri).collectAsList()
                : List.of();
    }
}
