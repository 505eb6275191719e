package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.function.Consumer;
import jointdit.config.Build;
import jointdit.config.Configs;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.spark.FeedBench;
import jointdit.spark.JointDiTTrainer;
import jointdit.spark.RunMetrics;
import jointdit.spark.TemporaryFolder;
import jointdit.train.TrainConfig;
import org.apache.spark.sql.SparkSession;

/**
 * Speed of training by two replicas against one, each with as many clips a step as training has, and what Spark adds to
 * the steps.
 *
 * @param spark a session with two slots
 * @param model the network
 * @param train settings of the run, of which table, folder, steps and replicas are replaced
 * @param config sizes
 */
record BenchScaling(SparkSession spark, JointConfig model, TrainConfig train, BenchScalingConfig config) {
    /** Latents of the demo's clips, two seconds of 64x64 pixels. */
    private static final LatentShape SHAPE = new LatentShape(16, 16, 8, 8, 8, 16, 50, 16);

    private static final String SINGLE = "parallel.kind = single";
    private static final String TOGETHER = "parallel { kind = all-reduce, replicas = 2, timeout = 5 minutes }";

    /** Tells {@code terminal} each figure when it is there. */
    void lines(Consumer<String> terminal) {
        try (var folder = TemporaryFolder.of("bench")) {
            var root = folder.path().toUri().toString();
            new FeedBench(spark, root + "/latents", SHAPE, config.clips());
            var one = rate(root, SINGLE, 1);
            terminal.accept(String.format(ROOT, "one replica                  %8.2f  clips a second", one));
            terminal.accept(line("all-reduce, 2 over 1", rate(root, TOGETHER, 2), one));
            terminal.accept(line("rounds, 2 over 1", rate(root, rounds(), 2), one));
            terminal.accept(overhead(root, one));
        }
    }

    private static String line(String name, double two, double one) {
        return String.format(ROOT, "%-28s %8.2f  (%.2f clips a second)", name, two / one, two);
    }

    private String rounds() {
        return """
                parallel {
                    kind = rounds, replicas = 2, steps = %d
                    outer-rate = 0.7, outer-momentum = 0.9, quorum = 1, grace = 1 minute
                }""".formatted(config.steps());
    }

    /** Clips a second of the second half of a run, so that the start does not count; the first of three warms up. */
    private double rate(String root, String parallel, int replicas) {
        seconds(root, parallel, replicas, 2);
        var half = seconds(root, parallel, replicas, config.steps());
        var whole = seconds(root, parallel, replicas, 2 * config.steps());
        return replicas * train.batch() * config.steps() / (whole - half);
    }

    private double seconds(String root, String parallel, int replicas, int steps) {
        var run = run(root, parallel, replicas * train.batch(), steps);
        var start = System.nanoTime();
        new JointDiTTrainer(model, run).fit(spark, Build.commit(), done -> {});
        return (System.nanoTime() - start) * 1e-9;
    }

    private String overhead(String root, double rate) {
        var steps = Math.max(2, (int) Math.round(config.minutes() * 60 * rate / train.batch()));
        var job = seconds(root, SINGLE, 1, steps);
        var work = new RunMetrics(spark, root + "/run").secondsInSteps();
        return String.format(
                ROOT,
                "Spark over the job           %8.3f  (%.1f of %.1f s are not in its %d steps)",
                (job - work) / job,
                job - work,
                job,
                steps);
    }

    /** A run in an empty folder, whose only checkpoint is the last. */
    private TrainConfig run(String root, String parallel, int batch, int steps) {
        new RunMetrics(spark, root + "/run").delete();
        return Configs.changed(
                train,
                "latents = \"" + root + "/latents\"",
                "out = \"" + root + "/run\"",
                "batch = " + batch,
                "steps = " + steps,
                "every { log = 10, validate = 1000000, checkpoint = 1000000, keep = 1 }",
                parallel);
    }
}
