package jointdit.job;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jointdit.config.Settings;
import jointdit.generate.GenerateConfig;
import jointdit.spark.CacheConfig;
import jointdit.spark.CacheLatents;
import jointdit.spark.ClipMaker;
import jointdit.spark.HeldOutPrompts;
import jointdit.spark.LatentCache;
import jointdit.spark.MakeClipsConfig;
import jointdit.spark.PromptConfig;
import jointdit.spark.evaluate.EvaluateConfig;
import jointdit.train.TrainConfig;

/**
 * The experiment on synchrony from clips to scores, again only what is missing: {@code jobs/jointdit synchrony --config
 * configs/scenes-joint.conf}.
 */
final class SynchronyJob implements Job {
    /**
     * Settings of this job; each step has the block of its own job.
     *
     * @param prompts held-out first frames to generate from, of each scene, at least 2
     * @param expert the run of stage expert that {@code train.from} names
     * @param variants what is generated and measured
     * @param plot what is drawn over the variants' {@code x}
     */
    record Synchrony(int prompts, TrainConfig expert, List<Variant> variants, Plot plot) {
        Synchrony {
            variants = List.copyOf(variants);
            argument(prompts >= 2, "prompts must be at least 2, found %d", prompts);
            argument(!variants.isEmpty(), "variants must name at least one, found none");
            argument(
                    variants.stream().map(Variant::name).distinct().count() == variants.size(),
                    "variants must have names of their own, found %s",
                    variants.stream().map(Variant::name).toList());
        }
    }

    /**
     * One way to generate.
     *
     * @param name of the run in the tables
     * @param model folder of a training run; without it that of {@code generate.model}
     * @param series curve of the plot that it is a point of
     * @param x where on the curve; without it the variant is in the tables alone
     * @param sample how clips are made
     */
    record Variant(
            String name, Optional<String> model, Optional<String> series, Optional<Double> x, GenerateConfig sample) {}

    /**
     * A chart of each metric.
     *
     * @param x what lies across
     * @param metrics what lies up
     */
    record Plot(String x, List<String> metrics) {
        Plot {
            metrics = List.copyOf(metrics);
        }
    }

    @Override
    public String name() {
        return "synchrony";
    }

    @Override
    public String summary() {
        return "Measure synchrony of sound and picture from clips to scores, in variants";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var steps = settings.read(Synchrony.class);
        var generate = settings.read("generate", PromptConfig.class);
        var prompts = generate.prompts()
                .orElseThrow(() -> new IllegalArgumentException("generate.prompts must name a table to write"));
        var train = settings.read("train", TrainConfig.class);
        try (var spark = SparkSessions.open(settings)) {
            var clips =
                    new ClipMaker(spark, settings.read("make-clips", MakeClipsConfig.class), terminal.screen()).run();
            new CacheLatents(spark, settings.read("cache-latents", CacheConfig.class), terminal.screen()).run();
            var training = new WatchedTraining(spark, settings, terminal);
            if (train.from().isPresent()) {
                training.run(steps.expert());
            }
            training.run(train);
            new HeldOutPrompts(new LatentCache(spark, train.latents()), steps.prompts())
                    .writeOfEachScene(prompts, clips.manifest());
            var evaluate = settings.read("evaluate", EvaluateConfig.class);
            new Study(spark, terminal, generate, evaluate).run(steps.variants(), steps.plot());
        }
    }
}
