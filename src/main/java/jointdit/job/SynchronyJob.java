package jointdit.job;

import static jointdit.config.Check.argument;

import java.io.IOException;
import jointdit.config.Settings;
import jointdit.spark.CacheConfig;
import jointdit.spark.CacheLatents;
import jointdit.spark.ClipMaker;
import jointdit.spark.EvaluateClips;
import jointdit.spark.EvaluateConfig;
import jointdit.spark.HeldOutPrompts;
import jointdit.spark.LatentCache;
import jointdit.spark.MakeClipsConfig;
import jointdit.spark.PromptConfig;
import jointdit.spark.PromptGenerator;
import jointdit.train.TrainConfig;

/**
 * The experiment on synchrony from clips to score, again only what is missing: {@code jobs/jointdit synchrony --config
 * configs/bounce-joint.conf}.
 */
final class SynchronyJob implements Job {
    /**
     * Settings of this job; each step has the block of its own job.
     *
     * @param prompts held-out first frames to generate from
     * @param expert the run of stage expert that {@code train.from} names
     */
    record Synchrony(int prompts, TrainConfig expert) {
        Synchrony {
            argument(prompts >= 2, "prompts must be at least 2, found %d", prompts);
        }
    }

    @Override
    public String name() {
        return "synchrony";
    }

    @Override
    public String summary() {
        return "Measure synchrony of sound and picture from clips to score";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var steps = settings.read(Synchrony.class);
        var generate = settings.read("generate", PromptConfig.class);
        var prompts = generate.prompts()
                .orElseThrow(() -> new IllegalArgumentException("generate.prompts must name a table to write"));
        var train = settings.read("train", TrainConfig.class);
        try (var spark = SparkSessions.open(settings)) {
            new ClipMaker(spark, settings.read("make-clips", MakeClipsConfig.class), terminal.screen()).run();
            new CacheLatents(spark, settings.read("cache-latents", CacheConfig.class), terminal.screen()).run();
            var training = new WatchedTraining(spark, settings, terminal);
            if (train.from().isPresent()) {
                training.run(steps.expert());
            }
            training.run(train);
            new HeldOutPrompts(new LatentCache(spark, train.latents()), steps.prompts()).write(prompts);
            new PromptGenerator(spark, generate).run(terminal.screen());
            var evaluate = settings.read("evaluate", EvaluateConfig.class);
            EvaluateJob.say(terminal, evaluate, new EvaluateClips(spark, evaluate, terminal.screen()).run());
        }
    }
}
