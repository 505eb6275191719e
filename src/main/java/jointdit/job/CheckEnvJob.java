package jointdit.job;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import jointdit.config.Settings;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Shape;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;

/** Says what this machine has and lacks: {@code jobs/jointdit check-env}. */
final class CheckEnvJob implements Job {
    /**
     * Settings of this job.
     *
     * @param spark whether to start a session and run a task
     */
    record CheckEnv(boolean spark) {}

    @Override
    public String name() {
        return "check-env";
    }

    @Override
    public String summary() {
        return "Say what this machine has and lacks for the other jobs";
    }

    @Override
    public void run(Settings settings, Terminal terminal) {
        boolean spark = settings.read(CheckEnv.class).spark();
        var machine = new Machine(System.getenv());
        var checks = List.<Supplier<Finding>>of(
                machine::java,
                machine::memory,
                machine::cores,
                machine::temporaryFolder,
                machine::libtorchCache,
                machine::ffmpegCache,
                CheckEnvJob::libtorch,
                () -> spark ? spark(settings) : new Finding("Spark", true, "not asked for"));
        long failed =
                checks.stream().filter(check -> !report(check.get(), terminal)).count();
        if (failed > 0) {
            throw new IllegalStateException("%d of %d checks failed".formatted(failed, checks.size()));
        }
    }

    private static boolean report(Finding finding, Terminal terminal) {
        terminal.say(finding.line());
        return finding.fine();
    }

    private static Finding libtorch() {
        try {
            var version = property("native/lib/pytorch.properties", "version");
            var djl = property("ai/djl/engine/api.properties", "djl_version");
            return Finding.of(three() == 3, "libtorch", version + ", DJL " + djl, "1 + 2 is wrong here");
        } catch (RuntimeException | LinkageError e) {
            var wayOut = "builds are for Linux x86-64; another platform needs its native jar, -Dnative.platform=...";
            return Finding.of(false, "libtorch", Failures.line(e), wayOut);
        }
    }

    /** 1 + 2 by a traced program. */
    private static float three() {
        var one = Spec.floats(1);
        var graph = Graph.trace(
                Precision.FLOAT32,
                List.of(one, one),
                scope -> in -> List.of(in.get(0).add(in.get(1))));
        try (var weights = Weights.zeros(Layout.frozen(List.of()), Device.cpu());
                var program = new Program(graph, weights)) {
            return program.run(Array.of(Shape.of(1), 1), Array.of(Shape.of(1), 2))
                    .get(0)
                    .floats()[0];
        }
    }

    private static Finding spark(Settings settings) {
        long start = System.nanoTime();
        try (var session = SparkSessions.open(settings)) {
            boolean fine = session.range(8).count() == 8;
            double seconds = (System.nanoTime() - start) * 1e-9;
            var found = String.format(
                    ROOT,
                    "%s, %s, a task ran in %.1f s",
                    session.version(),
                    session.sparkContext().master(),
                    seconds);
            return Finding.of(fine, "Spark", found, "it counted 8 rows wrong");
        } catch (RuntimeException e) {
            return Finding.of(false, "Spark", Failures.line(e), "look at spark.master and SPARK_HOME");
        }
    }

    private static String property(String resource, String key) {
        try (var file = CheckEnvJob.class.getClassLoader().getResourceAsStream(resource)) {
            if (file == null) {
                return "unknown";
            }
            var properties = new Properties();
            properties.load(file);
            return properties.getProperty(key, "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }
}
