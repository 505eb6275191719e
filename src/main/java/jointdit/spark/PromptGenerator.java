package jointdit.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import jointdit.spark.Progress.Screen;
import jointdit.spark.SampleMaker.Made;
import jointdit.spark.SampleRow.Status;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * Generates the clips of a table of prompts, or of one prompt. A clip depends on its row, the settings and the
 * checkpoint alone, so what is there is not made again; a row that cannot be served becomes a row with its reason.
 *
 * <pre>
 * clips/    files of each clip, see {@link SampleFiles}
 * samples/  Parquet of {@link SampleRow}, one row for each id; the last run's where runs shared an id
 * </pre>
 *
 * @param spark the session
 * @param config settings
 */
public record PromptGenerator(SparkSession spark, PromptConfig config) {
    /**
     * Runs to the end.
     *
     * @throws IllegalArgumentException before any long work, if there is no checkpoint, no codec or one of other
     *     latents, or the table is wrong
     * @throws UncheckedIOException before any long work, if {@code out} cannot be written
     */
    public GenerateReport run(Screen screen) {
        var prompts = prompts();
        var plan = plan();
        var steps = prompts.select(sum(coalesce(col("steps"), lit(config.steps()))))
                .first()
                .getLong(0);
        try (var progress = new Progress(screen, "generate", Math.max(0, steps))) {
            var report = run(prompts, plan, progress);
            write(config.out() + "/samples", report.rows());
            progress.reach(Math.max(0, steps));
            return report;
        }
    }

    private Dataset<Row> prompts() {
        return config.prompts()
                .map(path -> new PromptTable(spark).read(path))
                .orElseGet(() -> spark.createDataFrame(List.of(config.row().toRow()), PromptRow.SCHEMA));
    }

    private SampleMaker.Plan plan() {
        var storage = Storage.of(spark);
        var server = switch (config.pipeline()) {
            case JOINT -> JointServer.of(storage, config, new LatentCache(spark, config.latents()));
            case SVD -> SvdServer.of(storage, config.svd());
            case AUDIOLDM2 -> AudioLdm2Server.of(storage, config.audioldm2());
        };
        var probe = config.out() + "/.probe";
        storage.write(probe, config.out());
        storage.delete(probe);
        return new SampleMaker.Plan(storage, server, config.out(), config.useImage(), config.seed());
    }

    private GenerateReport run(Dataset<Row> prompts, SampleMaker.Plan plan, Progress progress) {
        var steps = spark.sparkContext().longAccumulator("sampling steps");
        var listener = new TaskSteps(steps.id(), progress::reach);
        spark.sparkContext().addSparkListener(listener);
        spark.sparkContext().setJobDescription("Generate clips into " + config.out());
        try {
            var rows = TaskDevice.wanted(
                            prompts.repartition(config.tasks()).toJavaRDD().mapPartitions(task(plan, steps)))
                    .collect();
            var made = rows.stream().filter(Made::isNew).map(Made::row);
            return new GenerateReport(
                    rows.stream().map(Made::row).toList(),
                    made.filter(row -> row.status() == Status.DONE).count());
        } finally {
            spark.sparkContext().setJobDescription(null);
            spark.sparkContext().removeSparkListener(listener);
        }
    }

    private static FlatMapFunction<Iterator<Row>, Made> task(SampleMaker.Plan plan, LongAccumulator steps) {
        return rows -> {
            var made = new ArrayList<Made>();
            try (var maker = new SampleMaker(plan, step -> steps.add(1))) {
                while (rows.hasNext()) {
                    made.add(maker.make(PromptRow.from(rows.next())));
                }
            }
            return made.iterator();
        };
    }

    /** Replaces the table by its rows of other ids and {@code rows}. */
    private void write(String table, List<SampleRow> rows) {
        var ids = rows.stream().map(SampleRow::id).collect(Collectors.toSet());
        var all = new ArrayList<Row>();
        if (Storage.of(spark).exists(table + "/_SUCCESS")) {
            spark.read().schema(SampleRow.SCHEMA).parquet(table).collectAsList().stream()
                    .filter(row -> !ids.contains(row.<String>getAs("id")))
                    .forEach(all::add);
        }
        rows.forEach(row -> all.add(row.toRow()));
        spark.createDataFrame(all, SampleRow.SCHEMA)
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(table);
    }
}
