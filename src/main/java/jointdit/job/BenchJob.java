package jointdit.job;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import jointdit.config.Settings;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.spark.FeedBench;
import jointdit.spark.TemporaryFolder;
import jointdit.train.TrainConfig;

/** Measures speed, as ratios of one run: {@code OMP_NUM_THREADS=1 jobs/jointdit bench [train-scaling | prompts]}. */
final class BenchJob implements Job {
    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String summary() {
        return "Measure the speed of training, sampling, published networks, decoding, evaluating, means of gradients and reading, as ratios from one run";
    }

    @Override
    public Optional<String> mainKey() {
        return Optional.of("what");
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var config = settings.read(BenchConfig.class);
        switch (config.what()) {
            case PARTS -> parts(settings, config, terminal);
            case TRAIN_SCALING -> scaling(settings, config, terminal);
            case PROMPTS -> prompts(settings, config, terminal);
        }
    }

    private static void scaling(Settings settings, BenchConfig config, Terminal terminal) throws IOException {
        var model = settings.read("model", JointConfig.class);
        var train = settings.read("train", TrainConfig.class);
        try (var spark = SparkSessions.open(settings)) {
            new BenchScaling(spark, model, train, config.training()).lines(terminal::say);
        }
    }

    private static void prompts(Settings settings, BenchConfig config, Terminal terminal) throws IOException {
        try (var spark = SparkSessions.open(settings);
                var folder = TemporaryFolder.of("bench")) {
            new BenchPrompts(spark, settings, config.prompts(), folder.path().toUri() + "").lines(terminal::say);
        }
    }

    private static void parts(Settings settings, BenchConfig config, Terminal terminal) throws IOException {
        var clock = BenchClock.of(System.getenv(), config.repeats());
        terminal.say(String.format(
                ROOT,
                "%d thread(s), %s, medians of %d",
                clock.threads(),
                clock.threads() == 1 ? "CPU time" : "time on the wall",
                clock.repeats()));
        new BenchNetworks(config, clock, new Machine(System.getenv()).hasBfloat16())
                .lines(settings.read("model", JointConfig.class))
                .forEach(terminal::say);
        new BenchPretrained(config.pretrained(), clock).lines().forEach(terminal::say);
        new BenchEncoding(config.pretrained(), clock).lines().forEach(terminal::say);
        new BenchDecoding(config).lines().forEach(terminal::say);
        new BenchEvaluating(config).lines().forEach(terminal::say);
        new BenchReducing(config.megabytes(), config.repeats()).lines().forEach(terminal::say);
        reading(settings, config).forEach(terminal::say);
    }

    private static List<String> reading(Settings settings, BenchConfig config) throws IOException {
        var shape = new LatentShape(16, 16, 8, 8, 8, 16, 50, 16);
        try (var folder = TemporaryFolder.of("bench");
                var spark = SparkSessions.open(settings)) {
            var table = new FeedBench(spark, folder.path().toUri().toString(), shape, config.clips());
            var wall = new BenchClock(0, config.repeats());
            var seconds = wall.seconds(List.of(table::feed, table::dataFrame));
            return List.of(String.format(
                    ROOT,
                    "reading latents over Spark   %8.2f  (%.0f and %.0f MB/s of float16)",
                    seconds.get(1) / seconds.get(0),
                    table.megabytes() / seconds.get(0),
                    table.megabytes() / seconds.get(1)));
        }
    }
}
