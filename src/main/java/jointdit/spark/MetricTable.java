package jointdit.spark;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;
import jointdit.config.Configs;
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
    private record Line(
            String run, String split, String metric, String group, double value, double low, double high, long n) {
        static Line of(MetricRow row) {
            return new Line(
                    row.run(), row.split(), row.metric(), row.group(), row.value(), row.low(), row.high(), row.n());
        }
    }

    /** All rows; none if no run has written here. */
    public List<MetricRow> read() {
        if (!Storage.of(spark).exists(table() + "/_SUCCESS")) {
            return List.of();
        }
        return spark.read().schema(MetricRow.SCHEMA).parquet(table()).collectAsList().stream()
                .map(MetricRow::from)
                .toList();
    }

    /** Puts the figures of a run in place of those that are there of it. */
    void put(String run, List<MetricRow> figures) {
        var others = read().stream().filter(row -> !row.run().equals(run));
        var all = Stream.concat(others, figures.stream()).toList();
        spark.createDataFrame(all.stream().map(MetricRow::toRow).toList(), MetricRow.SCHEMA)
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(table());
        var lines = all.stream().map(row -> "  " + Configs.json(Line.of(row))).collect(joining(",\n", "[\n", "\n]\n"));
        Storage.of(spark).write(folder + "/metrics.json", lines);
    }

    private String table() {
        return folder + "/metrics";
    }
}
