package jointdit.spark;

import static jointdit.config.Check.argument;
import static jointdit.spark.GenerateReport.MOST_FAILED;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import jointdit.spark.Progress.Screen;
import jointdit.spark.SamplePlan.Choices;
import jointdit.spark.SampleRow.Status;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * Generates the clips of a table of prompts, or of one prompt. A clip depends on its row, the settings and the
 * checkpoint alone, so what is there is not made again; a row that cannot be served becomes a row with its reason.
 *
 * <pre>
 * clips/    files of each clip, see {@link SampleFiles}
 * samples/  {@link SampleTable}
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
        var server = server();
        var size = size(prompts);
        checkOut();
        try (var progress = new Progress(screen, "generate", size.steps)) {
            var report = run(prompts, server, size, progress);
            progress.reach(size.steps);
            return report;
        }
    }

    /** What there is to do. */
    private record Size(long rows, long steps) {}

    private Dataset<Row> prompts() {
        return config.prompts()
                .map(path -> new PromptTable(spark).read(path))
                .or(() -> config.table().map(name -> new PromptTable(spark).readTable(name)))
                .orElseGet(() -> spark.createDataFrame(List.of(config.row().toRow()), PromptRow.SCHEMA));
    }

    private Size size(Dataset<Row> prompts) {
        var clips = greatest(lit(0), coalesce(col("samples"), lit(config.samples())));
        var steps = greatest(lit(0), coalesce(col("steps"), lit(config.steps())));
        var sums = prompts.agg(
                        count(lit(1)),
                        sum(when(col("problem").equalTo(""), clips.cast("long").multiply(steps))
                                .otherwise(0)))
                .first();
        return new Size(sums.getLong(0), sums.getLong(1));
    }

    private PromptServer<?> server() {
        var storage = Storage.of(spark);
        var server = switch (config.pipeline()) {
            case JOINT -> JointServer.of(storage, config);
            case SVD -> SvdServer.of(storage, config.svd());
            case AUDIOLDM2 -> AudioLdm2Server.of(storage, config.audioldm2());
        };
        argument(
                config.batch() == 1 || config.pipeline() == PromptConfig.Pipeline.JOINT,
                "Wanted batch=1 for the published pipelines, which make one clip after the other, found %d",
                config.batch());
        return server;
    }

    private void checkOut() {
        var probe = config.out() + "/.probe";
        Storage.of(spark).write(probe, config.out());
        Storage.of(spark).delete(probe);
    }

    private GenerateReport run(Dataset<Row> prompts, PromptServer<?> server, Size size, Progress progress) {
        var context = spark.sparkContext();
        var steps = context.longAccumulator("sampling steps");
        var made = context.longAccumulator("clips made");
        var listener = new TaskSteps(steps.id(), progress::reach);
        context.addSparkListener(listener);
        context.setJobDescription("Generate clips into " + config.out());
        try {
            var tasks = Math.toIntExact((size.rows + config.rowsPerTask() - 1) / config.rowsPerTask());
            var rows = TaskDevice.wanted(
                    prompts.repartition(tasks).toJavaRDD().mapPartitions(task(plan(server), steps, made)));
            var added = SampleTable.in(spark, config.out()).put(spark.createDataFrame(rows, SampleRow.SCHEMA));
            var counts = added.agg(
                            count(lit(1)),
                            sum(when(col("status").equalTo("failed"), 1).otherwise(0)))
                    .first();
            var failed = added.where("status = 'failed'").orderBy("id", "sample").takeAsList(MOST_FAILED).stream()
                    .map(SampleRow::from)
                    .toList();
            return new GenerateReport(added, counts.getLong(0), made.value(), counts.getLong(1), failed);
        } finally {
            context.setJobDescription(null);
            context.removeSparkListener(listener);
        }
    }

    private <A> SamplePlan<A> plan(PromptServer<A> server) {
        return new SamplePlan<>(Storage.of(spark), server, config.out(), Choices.of(config));
    }

    private static <A> FlatMapFunction<Iterator<Row>, Row> task(
            SamplePlan<A> plan, LongAccumulator steps, LongAccumulator made) {
        return rows -> {
            var done = new ArrayList<Row>();
            try (var line = new SampleLine<>(plan, clips -> steps.add(clips))) {
                line.run(prompts(rows), sample -> {
                    done.add(sample.row().toRow());
                    made.add(sample.isNew() && sample.row().status() == Status.DONE ? 1 : 0);
                });
            }
            return done.iterator();
        };
    }

    private static Iterator<PromptRow> prompts(Iterator<Row> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public PromptRow next() {
                return PromptRow.from(rows.next());
            }
        };
    }
}
