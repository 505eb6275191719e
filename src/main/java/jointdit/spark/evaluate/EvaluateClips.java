package jointdit.spark.evaluate;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jointdit.spark.FailureRow;
import jointdit.spark.Progress.Screen;
import jointdit.spark.Storage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Says how good clips are, real or generated, in figures with intervals. Each clip is looked at once, on an executor;
 * figures are sums that Spark merges. What was found of other runs stays in the tables, and this run is compared with
 * it.
 *
 * <pre>
 * clips/run=NAME  what was found in each clip, see {@link ScoredClip}: a rerun looks at new and changed clips alone
 * metrics/        {@link MetricTable}
 * failures/       Parquet of {@link FailureRow}, of the last run
 * </pre>
 */
public final class EvaluateClips {
    private static final int MOST_FAILURES = 100;

    private final SparkSession spark;
    private final EvaluateConfig config;
    private final Screen screen;

    public EvaluateClips(SparkSession spark, EvaluateConfig config, Screen screen) {
        this.spark = spark;
        this.config = config;
        this.screen = screen;
    }

    /**
     * Runs to the end.
     *
     * @throws IllegalArgumentException if there are no clips, or none of them can be looked at
     * @throws java.io.UncheckedIOException before any long work, if {@code out} cannot be written
     */
    public EvaluateReport run() {
        claim();
        var wanted = new WantedClips(spark, config);
        var reference = config.reference().map(uri -> score(EvaluateConfig.REFERENCE, wanted.references()));
        var clips = score(config.run(), wanted.samples());
        var failures = failures(clips.rows());
        write(clips.rows());
        argument(
                !clips.rows().where("failure is null").isEmpty(),
                "Wanted clips that can be looked at in %s, found none; the first says: %s",
                config.samples(),
                failures.stream().map(FailureRow::reason).findFirst().orElse(""));
        return report(clips, reference, failures);
    }

    private void claim() {
        var probe = config.out() + "/.probe";
        Storage.of(spark).write(probe, config.out());
        Storage.of(spark).delete(probe);
    }

    private ScoreTable score(String run, Dataset<Row> wanted) {
        var table = new ScoreTable(spark, config.out(), run);
        new ScoreClips(spark, config, screen).run(run, wanted, table);
        return table;
    }

    private EvaluateReport report(ScoreTable clips, Optional<ScoreTable> reference, List<FailureRow> failures) {
        var runs = new RunFigures(spark, config);
        var table = new MetricTable(spark, config.out());
        var mine = runs.of(clips, reference);
        var figures = new ArrayList<>(mine.rows());
        reference.map(r -> runs.of(r, Optional.empty()).rows()).ifPresent(figures::addAll);
        table.put(figures);
        var others = table.read().stream()
                .filter(row -> figures.stream().noneMatch(own -> own.run().equals(row.run())))
                .toList();
        return new EvaluateReport(
                config.run(),
                figures,
                others,
                new RunComparisons(spark, config).of(mine.sums(), others),
                new Distributions(spark).of(clips, reference),
                new ClipChoice(clips.rows()).shown(),
                mine.findings(),
                failures);
    }

    private static List<FailureRow> failures(Dataset<Row> rows) {
        return rows
                .where("failure is not null")
                .orderBy("clip_id")
                .select("failure.*")
                .limit(MOST_FAILURES)
                .collectAsList()
                .stream()
                .map(FailureRow::from)
                .toList();
    }

    private void write(Dataset<Row> rows) {
        rows.where(col("failure").isNotNull())
                .select("failure.*")
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(config.out() + "/failures");
    }
}
