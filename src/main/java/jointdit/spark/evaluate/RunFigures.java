package jointdit.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.evaluate.Figure;
import jointdit.evaluate.MeasureSums;
import jointdit.evaluate.MetricName;
import jointdit.evaluate.Redraws;
import jointdit.evaluate.sync.SyncMeasures;
import jointdit.spark.evaluate.ClipSums.Key;
import jointdit.spark.evaluate.EvaluateReport.Finding;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The figures of a run. */
record RunFigures(SparkSession spark, EvaluateConfig config) {
    private static final int MOST_FINDINGS = 100;

    /** In the order of a table: known metrics first, all clips before groups. */
    private static final Comparator<MetricRow> ORDER = Comparator.comparing(
                    (MetricRow row) -> !row.group().equals(ClipSums.ALL))
            .thenComparing(MetricRow::group)
            .thenComparing(row -> MetricName.place(row.metric()))
            .thenComparing(MetricRow::metric);

    /**
     * What a run came to.
     *
     * @param rows its figures
     * @param sums that they are made of, where they are sums
     * @param findings of single clips
     */
    record Result(List<MetricRow> rows, Map<Key, MeasureSums> sums, List<Finding> findings) {}

    /** Of clips and, if there are any, those that they are compared with. */
    Result of(ScoreTable clips, Optional<ScoreTable> reference) {
        var rows = clips.rows().cache();
        try {
            var sums = sums(rows);
            var figures = new ArrayList<MetricRow>();
            sums.forEach((key, sum) -> figures.add(row(clips.run(), key.group(), sum.figure(key.metric()))));
            figures.addAll(counts(clips.run(), rows));
            var findings = new ArrayList<>(faults(rows));
            reference
                    .map(other -> new Distances(rows, other.rows()).figures())
                    .orElse(List.of())
                    .forEach(figure -> figures.add(row(clips.run(), ClipSums.ALL, figure)));
            if (!clips.run().equals(EvaluateConfig.REFERENCE)) {
                var honesty = new Honesty(spark, config).of(rows);
                honesty.figures().forEach(figure -> figures.add(row(clips.run(), ClipSums.ALL, figure)));
                findings.addAll(honesty.findings());
            }
            figures.sort(ORDER);
            return new Result(figures, sums, findings);
        } finally {
            rows.unpersist();
        }
    }

    /** Sums of the measures of single clips and of shuffled pairs, rows of {@link ScoredClip#SCHEMA}. */
    Map<Key, MeasureSums> sums(Dataset<Row> rows) {
        var shuffled = new ShuffledClips(new SyncMeasures(config.tolerance()), config.seed()).of(rows);
        return new ClipSums(Redraws.of(config.seed()))
                .of(rows.select("prompt_id", "group", "measures").union(shuffled));
    }

    private MetricRow row(String run, String group, Figure figure) {
        return MetricRow.of(config, run, group, figure);
    }

    /** Clips, failures and faults. */
    private List<MetricRow> counts(String run, Dataset<Row> rows) {
        var found = new ArrayList<MetricRow>();
        var failed = sum(when(col("failure").isNotNull(), 1).otherwise(0));
        for (var row : rows.groupBy("group").agg(count(lit(1)), failed).collectAsList()) {
            counts(run, row.getString(0), row.getLong(1), row.getLong(2), found);
        }
        var all = rows.agg(count(lit(1)), failed).first();
        counts(run, ClipSums.ALL, all.getLong(0), all.getLong(1), found);
        rows.select(explode(col("faults")).as("fault")).groupBy("fault").count().collectAsList().stream()
                .map(row -> Figure.count("fault-" + row.getString(0), row.getLong(1), all.getLong(0)))
                .forEach(figure -> found.add(row(run, ClipSums.ALL, figure)));
        return found;
    }

    private void counts(String run, String group, long clips, long failed, List<MetricRow> found) {
        if (!group.isEmpty()) {
            found.add(row(run, group, Figure.count("clips", clips - failed, clips)));
            found.add(row(run, group, Figure.count("failures", failed, clips)));
        }
    }

    private static List<Finding> faults(Dataset<Row> rows) {
        return rows
                .select(col("clip_id"), explode(col("faults")).as("fault"))
                .orderBy("clip_id")
                .limit(MOST_FINDINGS)
                .collectAsList()
                .stream()
                .map(row -> new Finding(row.getString(0), row.getString(1), ""))
                .toList();
    }
}
