package jointdit.spark;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.List;
import jointdit.config.Configs;
import jointdit.evaluate.sync.ClipFacts;
import jointdit.evaluate.sync.Figure;
import jointdit.evaluate.sync.Synchrony;
import jointdit.spark.Progress.Screen;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Measures synchrony and picture integrity of clips of scene {@code bounce}, real or generated. A clip that cannot be
 * decoded counts as a failure. What comes of it lies in a {@link MetricTable}, which keeps the figures of other runs;
 * beside it {@code failures}, Parquet of {@link FailureRow}, of the last run.
 */
public final class EvaluateClips {
    private static final int CLIPS_PER_TASK = 8;
    private static final String ALL = "all";

    private final SparkSession spark;
    private final EvaluateConfig config;
    private final Screen screen;
    private final Storage storage;

    public EvaluateClips(SparkSession spark, EvaluateConfig config, Screen screen) {
        this.spark = spark;
        this.config = config;
        this.screen = screen;
        storage = Storage.of(spark);
    }

    /**
     * Runs to the end.
     *
     * @throws IllegalArgumentException if there are no clips, or none of them can be decoded
     * @throws java.io.UncheckedIOException before any long work, if {@code out} cannot be written
     */
    public EvaluateReport run() {
        claim();
        var wanted = ClipsToEvaluate.find(spark, config);
        var failures = new ArrayList<>(wanted.failures());
        var facts = new ArrayList<ClipFacts>();
        for (var row : observed(wanted.clips())) {
            if (row.isNullAt(row.fieldIndex("facts"))) {
                failures.add(FailureRow.from(row.getAs("failure")));
            } else {
                facts.add(ClipObserver.facts(row));
            }
        }
        write(failures);
        argument(
                !facts.isEmpty(),
                "Wanted clips that can be decoded in %s, found none; the first says: %s",
                config.samples(),
                failures.stream().map(FailureRow::reason).findFirst().orElse(""));
        var figures = figures(facts, failures.size());
        new MetricTable(spark, config.out()).put(config.run(), figures);
        return new EvaluateReport(figures, failures);
    }

    private void claim() {
        var probe = config.out() + "/.probe";
        storage.write(probe, config.out());
        storage.delete(probe);
    }

    /** Rows of {@link ClipObserver#SCHEMA}. */
    private List<Row> observed(List<ClipRow> clips) {
        var rows = clips.stream().map(ClipRow::toRow).toList();
        var tasks = spark.sparkContext().defaultParallelism();
        var batch = CLIPS_PER_TASK * tasks;
        var observer = new ClipObserver(storage, config.decode());
        var observed = new ArrayList<Row>();
        try (var progress = new Progress(screen, "Evaluate clips", rows.size())) {
            for (var from = 0; from < rows.size(); from += batch) {
                var part = rows.subList(from, Math.min(from + batch, rows.size()));
                spark.sparkContext().setJobDescription("Evaluate clips from " + from + " of " + rows.size());
                observed.addAll(spark.createDataFrame(part, ClipRow.SCHEMA)
                        .repartition(tasks)
                        .map(observer, Encoders.row(ClipObserver.SCHEMA))
                        .orderBy("clip_id")
                        .collectAsList());
                progress.add(part.size());
            }
            return observed;
        } finally {
            spark.sparkContext().setJobDescription(null);
        }
    }

    private List<MetricRow> figures(List<ClipFacts> facts, int failed) {
        var figures = new ArrayList<MetricRow>();
        new Synchrony(config.tolerance(), config.seed()).figures(facts).forEach(f -> figures.add(row(f)));
        int all = facts.size() + failed;
        figures.add(row(new Figure("clips", facts.size(), facts.size(), facts.size(), all)));
        figures.add(row(new Figure("failures", failed, failed, failed, all)));
        return figures;
    }

    private MetricRow row(Figure figure) {
        return new MetricRow(
                config.run(),
                config.split().orElse(ALL),
                figure.metric(),
                config.label().orElse(ALL),
                figure.value(),
                figure.low(),
                figure.high(),
                figure.clips(),
                Configs.json(config));
    }

    private void write(List<FailureRow> failures) {
        var rows = failures.stream().map(FailureRow::toRow).toList();
        spark.createDataFrame(rows, FailureRow.SCHEMA)
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(config.out() + "/failures");
    }
}
