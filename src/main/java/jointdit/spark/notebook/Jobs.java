package jointdit.spark.notebook;

import static jointdit.config.Check.argument;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jointdit.config.Build;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import jointdit.hub.HubConfig;
import jointdit.joint.CheckpointInfo;
import jointdit.joint.JointConfig;
import jointdit.spark.CacheConfig;
import jointdit.spark.CacheLatents;
import jointdit.spark.CacheReport;
import jointdit.spark.CheckpointStore;
import jointdit.spark.ClipMaker;
import jointdit.spark.GenerateReport;
import jointdit.spark.JointDiTTrainer;
import jointdit.spark.LiveFigures;
import jointdit.spark.MakeClipsConfig;
import jointdit.spark.MakeClipsReport;
import jointdit.spark.ModelStore;
import jointdit.spark.Progress.Screen;
import jointdit.spark.PromptConfig;
import jointdit.spark.PromptGenerator;
import jointdit.spark.Storage;
import jointdit.spark.evaluate.EvaluateClips;
import jointdit.spark.evaluate.EvaluateConfig;
import jointdit.spark.evaluate.EvaluateReport;
import jointdit.tracking.Tracking;
import jointdit.tracking.TrackingConfig;
import jointdit.train.TrainConfig;
import org.apache.spark.sql.SparkSession;

/**
 * The jobs in the session of a notebook, with the words of the command line: {@code train latents=DIR steps=60} is
 * {@code new Jobs(spark).train("latents=DIR", "steps=60")}. Settings are those of {@code configs/*.conf} in the jar,
 * the environment and the words, in this order; wrong ones are {@link IllegalArgumentException}s that say what is
 * allowed.
 *
 * @param spark the session, which the jobs leave open
 */
public record Jobs(SparkSession spark) {
    /** Makes synthetic clips, as {@code make-clips}. */
    public MakeClipsReport makeClips(String... words) {
        var config = settings("make-clips", words).read(MakeClipsConfig.class);
        return new ClipMaker(spark, config, quiet()).run();
    }

    /** Encodes clips to a table of latents, as {@code cache-latents}. */
    public CacheReport cacheLatents(String... words) {
        var config = settings("cache-latents", words).read(CacheConfig.class);
        return new CacheLatents(spark, config, quiet()).run();
    }

    /** Trains the joint model, as {@code train}; the result is what its last checkpoint says. */
    @SuppressWarnings("try") // who watches is only closed
    public CheckpointInfo train(String... words) {
        var settings = settings("train", words);
        var train = settings.read(TrainConfig.class);
        var trainer = new JointDiTTrainer(settings.read("model", JointConfig.class), train);
        try (var tracking = Tracking.begin(start(settings, train));
                var watch = LiveFigures.watch(train.out(), report -> tracking.log(report.step(), report.figures()))) {
            trainer.fit(spark, Build.commit(), done -> {});
            tracking.finished();
        }
        return new CheckpointStore(Storage.of(spark), train.out()).requireInfo();
    }

    /** Makes clips of a prompt or a table of prompts, as {@code generate}. */
    public GenerateReport generate(String... words) {
        var config = settings("generate", words).read(PromptConfig.class);
        return new PromptGenerator(spark, config).run(quiet());
    }

    /** Measures clips, as {@code evaluate}, but for the page that the command writes. */
    public EvaluateReport evaluate(String... words) {
        var config = settings("evaluate", words).read(EvaluateConfig.class);
        return new EvaluateClips(spark, config, quiet()).run();
    }

    /**
     * Where a published model lies on the driver.
     *
     * @param name a folder, or a repository that {@code fetch-models} fetched
     * @return empty if it is not here
     */
    public Optional<Path> published(String name) {
        settings("generate");
        try {
            return Optional.of(new ModelStore(Storage.of(spark)).folder(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Settings settings(String job, String... words) {
        var settings = Settings.load(new SettingSources(job, Optional.empty(), System.getenv(), List.of(words)));
        argument(
                settings.texts("spark").isEmpty(),
                "Wanted no settings of Spark in a notebook, whose session is there already, found %s; set them where"
                        + " the session is made",
                settings.texts("spark").keySet());
        var cache = settings.read("hub", HubConfig.class).hubCache().root().toString();
        spark.sparkContext().hadoopConfiguration().setIfUnset(ModelStore.HUB_CACHE, cache);
        return settings;
    }

    private static Tracking.Start start(Settings settings, TrainConfig train) {
        var parameters = settings.texts("model");
        parameters.putAll(settings.texts("train"));
        return new Tracking.Start(settings.read("tracking", TrackingConfig.class), train.out(), parameters);
    }

    private static Screen quiet() {
        return Screen.watchedBy((title, done, total) -> {});
    }
}
