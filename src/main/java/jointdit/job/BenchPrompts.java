package jointdit.job;

import static java.util.Locale.ROOT;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.util.function.Consumer;
import jointdit.config.Build;
import jointdit.config.Configs;
import jointdit.config.Settings;
import jointdit.joint.JointConfig;
import jointdit.spark.CacheConfig;
import jointdit.spark.CacheLatents;
import jointdit.spark.ClipMaker;
import jointdit.spark.GenerateReport;
import jointdit.spark.JointDiTTrainer;
import jointdit.spark.MakeClipsConfig;
import jointdit.spark.Progress.Screen;
import jointdit.spark.Progress.Style;
import jointdit.spark.PromptConfig;
import jointdit.spark.PromptGenerator;
import jointdit.train.TrainConfig;
import org.apache.spark.sql.SparkSession;

/**
 * What a row of a table of prompts costs beside the work on its clip, and clips made together against one by one; by
 * models that have hardly learnt, on clips made here.
 *
 * @param spark the session
 * @param settings blocks of all jobs
 * @param config sizes
 * @param root an empty folder
 */
record BenchPrompts(SparkSession spark, Settings settings, BenchPromptsConfig config, String root) {
    private static final int CLIPS = 32;
    private static final String SHORT = "sample { seconds = 0.125, sampling.steps = 1 }";

    /** Tells {@code terminal} each figure when it is there. */
    void lines(Consumer<String> terminal) {
        data();
        model("small", config.model());
        model("usual", settings.read("model", JointConfig.class));
        prompts("rows", config.rows());
        prompts("batch", 4 * config.batch());
        run("warm", "small", "batch", SHORT);
        terminal.accept(rows("a row beside its clip, ms", run("all", "small", "rows", SHORT)));
        terminal.accept(rows("a row that is there, ms", run("all", "small", "rows", SHORT)));
        var single = seconds(run("one", "usual", "batch", "sample.sampling.steps = " + config.steps()).report);
        var together = seconds(run(
                        "together",
                        "usual",
                        "batch",
                        "batch = %d, sample.sampling.steps = %d".formatted(config.batch(), config.steps()))
                .report);
        terminal.accept(String.format(
                ROOT,
                "%d clips together over alone  %8.2f  (%.0f and %.0f ms a clip of %d steps)",
                config.batch(),
                single / together,
                1e3 * single,
                1e3 * together,
                config.steps()));
    }

    /** A run and how long it took. */
    private record Run(GenerateReport report, double seconds) {}

    /** Time of a slot for each row, without that of sampling and decoding if clips were made. */
    private String rows(String name, Run run) {
        var slots = spark.sparkContext().defaultParallelism();
        var whole = run.seconds * slots / run.report.clips();
        var clip = run.report.made() == 0 ? 0 : seconds(run.report);
        return String.format(
                ROOT,
                "%-28s %8.2f  (at most 20; %d rows in %.1f s on %d cores, sampling and decoding %.2f ms each)",
                name,
                1e3 * (whole - clip),
                run.report.clips(),
                run.seconds,
                slots,
                1e3 * clip);
    }

    /** Mean of the seconds that a clip took. */
    private static double seconds(GenerateReport report) {
        return report.rows().agg(avg("seconds")).first().getDouble(0);
    }

    private void data() {
        var clips = settings.read("make-clips", MakeClipsConfig.class);
        new ClipMaker(spark, Configs.changed(clips, place("out", "clips"), "count = " + CLIPS), silent()).run();
        var cache = Configs.changed(
                settings.read("cache-latents", CacheConfig.class),
                place("clips", "clips/clips.jsonl"),
                place("out", "latents"),
                "validation-share = 0");
        new CacheLatents(spark, cache, silent()).run();
    }

    private void model(String name, JointConfig model) {
        var train = Configs.changed(
                settings.read("train", TrainConfig.class),
                place("latents", "latents"),
                place("out", name),
                "batch = 1",
                "steps = 1");
        new JointDiTTrainer(model, train).fit(spark, Build.commit(), done -> {});
    }

    private void prompts(String name, int rows) {
        spark.range(rows)
                .select(
                        concat(lit("row-"), col("id")).as("id"),
                        lit("a ball that hits the floor").as("prompt"))
                .write()
                .parquet(root + "/" + name + ".parquet");
    }

    private Run run(String out, String model, String prompts, String more) {
        var generate = Configs.changed(
                settings.read("generate", PromptConfig.class),
                place("model", model),
                place("latents", "latents"),
                place("out", "samples-" + out),
                place("prompts", prompts + ".parquet"),
                "prompt = null",
                "image = null",
                more);
        var start = System.nanoTime();
        var report = new PromptGenerator(spark, generate).run(silent());
        return new Run(report, (System.nanoTime() - start) * 1e-9);
    }

    private String place(String key, String name) {
        return "%s = \"%s/%s\"".formatted(key, root, name);
    }

    private static Screen silent() {
        return new Screen(text -> {}, Style.LINES, System::nanoTime);
    }
}
