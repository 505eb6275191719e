package jointdit.spark.evaluate;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import jointdit.spark.Storage;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Figures of some runs, in a folder.
 *
 * <pre>
 * metrics/      Parquet of {@link MetricRow}
 * metrics.json  the same for people, a line for each figure, without the settings
 * </pre>
 *
 * @param spark the session
 * @param folder on any Hadoop file system
 */
public record MetricTable(SparkSession spark, String folder) {
    /** All rows; none if no run has written here. */
    public List<MetricRow> read() {
        return files().isEmpty()
                ? List.of()
                : spark.read().schema(MetricRow.SCHEMA).parquet(table()).collectAsList().stream()
                        .map(MetricRow::from)
                        .distinct() // a run that was cut off while it wrote leaves rows twice
                        .toList();
    }

    private List<String> files() {
        return Storage.of(spark).parquet(table());
    }

    /** Puts figures in place of all that are there of the same runs; the old files go when the new are there. */
    void put(List<MetricRow> figures) {
        var runs = figures.stream().map(MetricRow::run).collect(toSet());
        var old = files();
        var others = read().stream().filter(row -> !runs.contains(row.run()));
        var all = Stream.concat(others, figures.stream()).toList();
        spark.createDataFrame(all.stream().map(MetricRow::toRow).toList(), MetricRow.SCHEMA)
                .coalesce(1)
                .write()
                .mode(SaveMode.Append)
                .parquet(table());
        old.forEach(Storage.of(spark)::delete);
        var lines = all.stream().map(MetricTable::line).collect(joining(",\n", "[\n", "\n]\n"));
        Storage.of(spark).write(folder + "/metrics.json", lines);
    }

    private static String line(MetricRow row) {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.beginObject().name("run").value(row.run()).name("split").value(row.split());
            json.name("metric").value(row.metric()).name("group").value(row.group());
            number(json, "value", row.value());
            number(json, "low", row.low());
            number(json, "high", row.high());
            json.name("n").value(row.n());
            if (!row.note().isEmpty()) {
                json.name("note").value(row.note());
            }
            json.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot write to memory", e);
        }
        return "  " + text;
    }

    /** Null for NaN, which JSON does not know. */
    private static void number(JsonWriter json, String name, double value) throws IOException {
        json.name(name);
        if (Double.isNaN(value)) {
            json.nullValue();
        } else {
            json.value(value);
        }
    }

    private String table() {
        return folder + "/metrics";
    }
}
