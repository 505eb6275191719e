package jointdit.job;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jointdit.config.Settings;
import jointdit.hub.HubConfig;
import jointdit.spark.ShippedModel;
import org.apache.spark.package$;

/** Says what this machine has and lacks: {@code jobs/jointdit check-env}. */
final class CheckEnvJob implements Job {
    /**
     * Settings of this job.
     *
     * @param spark whether to start a session and run a task
     * @param model folder of a training run
     */
    record CheckEnv(boolean spark, String model) {}

    @Override
    public String name() {
        return "check-env";
    }

    @Override
    public String summary() {
        return "Say what this machine has and lacks for the other jobs";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var config = settings.read(CheckEnv.class);
        var hub = settings.read("hub", HubConfig.class);
        var models = new FetchedModels(hub, settings.read("fetch-models", FetchModelsConfig.class));
        var findings = new ArrayList<Finding>();
        Consumer<Finding> report = finding -> {
            findings.add(finding);
            terminal.say(finding.line());
        };
        checks(new Machine(System.getenv())).forEach(check -> report.accept(check.get()));
        report.accept(config.spark() ? spark(settings) : sparkUntried());
        report.accept(Machine.folder("Hub cache", hub.hubCache().root(), "set HF_HUB_CACHE to a folder"));
        report.accept(Machine.folder("Results", Path.of("out"), "run jobs in a folder"));
        models.findings().forEach(report);
        report.accept(new TrainedModel(config.model(), ShippedModel.here()).finding());
        long failed = findings.stream().filter(Finding::failed).count();
        if (failed > 0) {
            throw new IllegalStateException("%d of %d checks failed".formatted(failed, findings.size()));
        }
    }

    private static List<Supplier<Finding>> checks(Machine machine) {
        return List.of(
                machine::java,
                machine::memory,
                machine::cores,
                NativeLibraries::gpus,
                NativeLibraries::libtorch,
                NativeLibraries::tokenizers,
                NativeLibraries::ffmpeg,
                machine::temporaryFolder,
                machine::libtorchCache,
                machine::ffmpegCache);
    }

    private static Finding sparkUntried() {
        return new Finding("Spark", Finding.State.OK, package$.MODULE$.SPARK_VERSION() + ", not tried");
    }

    private static Finding spark(Settings settings) throws IOException {
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
