package jointdit.job;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jointdit.codec.Fingerprint;
import jointdit.config.Records;
import jointdit.job.StepsBar.Step;
import jointdit.spark.CacheConfig;
import jointdit.spark.CacheLatents;
import jointdit.spark.ClipMaker;
import jointdit.spark.ClipWindows;
import jointdit.spark.HeldOutPrompts;
import jointdit.spark.LatentCache;
import jointdit.spark.PromptConfig;
import jointdit.spark.PromptGenerator;
import jointdit.spark.ShippedModel;
import jointdit.spark.Storage;
import jointdit.synthetic.SceneKind;
import org.apache.spark.sql.SparkSession;

/**
 * The whole path on one machine: clips, latents, the three stages of training, generated clips, scores, a page. What an
 * earlier run left is taken where nothing that decides it has changed.
 *
 * <pre>
 * index.html, show/   the page and its clips
 * shipped/            what the model that comes with the program made
 * synthetic/, own-*   clips, latents, runs, prompts and samples: of made clips, or of a folder of the user's
 * </pre>
 */
final class Demo {
    private final SparkSession spark;
    private final DemoSettings settings;
    private final StepsBar bar;
    private final String out;
    private final String work;

    /**
     * Clips to learn from.
     *
     * @param table their manifest
     * @param words what they are
     */
    record Clips(String table, String words) {}

    Demo(SparkSession spark, DemoSettings settings, StepsBar bar) {
        this.spark = spark;
        this.settings = settings;
        this.bar = bar;
        out = Storage.of(spark).qualified(settings.demo().out());
        work = settings.demo().clips().map(Demo::folder).orElse("synthetic");
    }

    private static String folder(String clips) {
        return "own-" + new Fingerprint().add(clips).hex().substring(0, 12);
    }

    /** The steps of a demo, the start of Spark first. */
    static List<Step> steps(DemoSettings settings) {
        var demo = settings.demo();
        int batch = settings.train().batch();
        var steps = new ArrayList<>(List.of(new Step("start Spark", 8)));
        if (ShippedModel.here().isThere()) {
            steps.add(new Step("show the model that comes along", 8));
        }
        steps.addAll(List.of(
                new Step(
                        "clips",
                        demo.clips().isPresent()
                                ? 20
                                : 3 + 0.02 * settings.clips().count()),
                new Step("latents", 40),
                new Step("train the towers", 4 + 0.011 * batch * demo.steps().expert()),
                new Step(
                        "train the joint blocks",
                        4 + 0.017 * batch * demo.steps().a()),
                new Step("train all", 4 + 0.02 * batch * demo.steps().b()),
                new Step("generate", 5 + demo.prompts()),
                new Step("score and write the page", 5)));
        return List.copyOf(steps);
    }

    /** Runs all steps after the start of Spark, and returns the address of the page. */
    String run() {
        var shipped = shipped();
        bar.next();
        var clips = settings.demo().clips().map(this::cut).orElseGet(this::make);
        bar.next();
        var cached = new CacheLatents(spark, cacheConfig(clips.table()), bar.screen("Encode clips")).run();
        var cache = new LatentCache(spark, in("latents"));
        var training = new DemoTraining(settings, cache, in("runs"));
        var stages = training.run(bar);
        var model = stages.get(stages.size() - 1).run();
        bar.next();
        new HeldOutPrompts(cache, settings.demo().prompts()).write(in("prompts.parquet"));
        var samples = new PromptGenerator(spark, promptConfig(model)).run(bar.screen("generate"));
        bar.next();
        var show = new DemoShow(spark, settings.cache().codec(), out, work);
        var shown = show.write(in("prompts.parquet"), clips.table(), samples.collected());
        var texts = new DemoTexts(
                settings, clips, cached, model.replace(out, settings.demo().out()));
        Storage.of(spark)
                .write(
                        out + "/index.html",
                        texts.page(shipped, shown, training.charts(stages)).html());
        return out + "/index.html";
    }

    /** What the model that comes with the program makes; nothing if none comes. */
    private List<DemoPage.Card> shipped() {
        if (!ShippedModel.here().isThere()) {
            return List.of();
        }
        bar.next();
        return new DemoShipped(spark, settings.generate(), out).cards(bar.screen("generate"));
    }

    private String in(String name) {
        return out + "/" + work + "/" + name;
    }

    private Clips make() {
        var base = settings.clips();
        var config = Records.with(base, Map.of("out", in("clips")));
        var report = new ClipMaker(spark, config, bar.screen("Make clips")).run();
        var scenes = base.scenes().stream().map(SceneKind::label).collect(Collectors.joining(", "));
        var words = "%d synthetic clips of %s s (scenes: %s)".formatted(report.clips(), base.seconds(), scenes);
        return new Clips(report.manifest(), words);
    }

    private Clips cut(String folder) {
        var demo = settings.demo();
        var report = new ClipWindows(spark, settings.cache().codec(), demo.seconds())
                .write(folder, demo.mostFiles(), settings.cache().validationShare(), in("clips.parquet"));
        var unusable = report.unusable();
        var words = "%d clips of %s s from %d of the %d files in %s%s"
                .formatted(
                        report.clips(),
                        demo.seconds(),
                        report.files() - unusable.size(),
                        report.of(),
                        folder,
                        unusable.isEmpty() ? "" : "; not usable: " + String.join("; ", unusable));
        return new Clips(in("clips.parquet"), words);
    }

    private CacheConfig cacheConfig(String table) {
        return Records.with(settings.cache(), Map.of("clips", table, "out", in("latents")));
    }

    private PromptConfig promptConfig(String model) {
        return Records.with(
                settings.generate(),
                Map.ofEntries(
                        entry("pipeline", PromptConfig.Pipeline.JOINT),
                        entry("model", Optional.of(model)),
                        entry("latents", Optional.of(in("latents"))),
                        entry("out", in("samples")),
                        entry("prompts", Optional.of(in("prompts.parquet"))),
                        entry("table", Optional.empty()),
                        entry("prompt", Optional.empty()),
                        entry("negativePrompt", Optional.empty()),
                        entry("image", Optional.empty()),
                        entry("samples", 1),
                        entry("retry", true),
                        entry("sheet", true)));
    }
}
