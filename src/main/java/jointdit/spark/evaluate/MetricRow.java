package jointdit.spark.evaluate;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.Objects;
import jointdit.config.Configs;
import jointdit.evaluate.Figure;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * One figure: a row of {@link MetricTable}.
 *
 * @param run what was measured
 * @param split of the clips, or {@code all}
 * @param metric name of the figure
 * @param group part of the clips, or {@code all}
 * @param value the figure; NaN where there is none
 * @param low end of its 95% interval over clips; the value itself for a count
 * @param high end of its 95% interval over clips; the value itself for a count
 * @param n clips that it was measured on
 * @param note why there is no value; empty if there is one
 * @param settings JSON of the settings of the job
 */
public record MetricRow(
        String run,
        String split,
        String metric,
        String group,
        double value,
        double low,
        double high,
        long n,
        String note,
        String settings) {
    private static final String ALL = ClipSums.ALL;

    public static final StructType SCHEMA = new StructType()
            .add("run", StringType, false)
            .add("split", StringType, false)
            .add("metric", StringType, false)
            .add("group", StringType, false)
            .add("value", DoubleType, false)
            .add("low", DoubleType, false)
            .add("high", DoubleType, false)
            .add("n", LongType, false)
            .add("note", StringType, true)
            .add("settings", StringType, false);

    /** The figure of some clips of a run. */
    static MetricRow of(EvaluateConfig config, String run, String group, Figure figure) {
        return new MetricRow(
                run,
                config.split().orElse(ALL),
                figure.metric(),
                group,
                figure.value(),
                figure.low(),
                figure.high(),
                figure.n(),
                figure.note(),
                Configs.json(config));
    }

    /** The figure without its run. */
    public Figure figure() {
        return new Figure(metric, value, low, high, n, note);
    }

    /** Reads a row of {@link #SCHEMA}. */
    public static MetricRow from(Row row) {
        return new MetricRow(
                row.getAs("run"),
                row.getAs("split"),
                row.getAs("metric"),
                row.getAs("group"),
                row.<Double>getAs("value"),
                row.<Double>getAs("low"),
                row.<Double>getAs("high"),
                row.<Long>getAs("n"),
                Objects.requireNonNullElse(row.getAs("note"), ""),
                row.getAs("settings"));
    }

    /** This as a row of {@link #SCHEMA}. */
    public Row toRow() {
        return RowFactory.create(run, split, metric, group, value, low, high, n, note, settings);
    }
}
