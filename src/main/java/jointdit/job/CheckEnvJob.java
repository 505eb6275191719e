package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.List;
import java.util.function.Supplier;
import jointdit.config.Settings;

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
                NativeLibraries::libtorch,
                NativeLibraries::ffmpeg,
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
}
