package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jointdit.config.Configs;
import jointdit.joint.CheckpointInfo;
import jointdit.joint.TinyModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job {@code train} in processes of its own, as users start it. */
@Tag("long")
class KilledDriverTest {
    private static final int STEPS = 200;
    private static final int INTERVAL = 20;
    private static final String COURSE =
            "batch = 4, steps = %d, every { log = %d, validate = %d, checkpoint = %d, keep = 99 }"
                    .formatted(STEPS, STEPS, STEPS, INTERVAL);

    @TempDir
    private Path folder;

    private TinyTraining training;

    @BeforeEach
    void writeLatents() {
        training = new TinyTraining(folder);
        TinyCache.write(SparkForTests.session(), training.uri("latents"), 20, 7);
    }

    @Test
    void runStartedAgainGoesOnFromItsLastWholeCheckpoint() throws Exception {
        training.fit("whole", COURSE);
        var first = start("run", COURSE);
        await(() -> finished() >= 2 * INTERVAL || !first.isAlive());
        assertThat(first.isAlive()).as(log("run")).isTrue();
        kill(first);
        var reached = finished();
        assertThat(reached).isBetween(2 * INTERVAL, STEPS - 1);
        cut(file(reached, "weights.safetensors"));
        var early = Files.getLastModifiedTime(file(INTERVAL, "checkpoint.json"));

        assertThat(folder.resolve("run/run.lock")).exists();
        var second = start("run", COURSE);
        assertThat(second.waitFor(200, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).as(log("run")).isZero();
        assertThat(log("run")).contains("is damaged, weights.safetensors", "the one before takes its place");
        assertThat(Files.getLastModifiedTime(file(INTERVAL, "checkpoint.json"))).isEqualTo(early);
        for (var step = INTERVAL; step <= STEPS; step += INTERVAL) {
            var wanted = training.checkpoints("whole").at(step).info().files();
            assertThat(training.checkpoints("run").at(step).info().files()).isEqualTo(wanted);
        }
    }

    @Test
    void secondRunOnAFolderAtWorkStopsAndSaysWhy() throws Exception {
        var endless = "batch = 4, steps = 1000000, every { log = 1000, validate = 1000000, checkpoint = 50, keep = 2 }";
        var first = start("run", endless);
        try {
            await(() -> finished() > 0 || !first.isAlive());
            var second = start("run", endless);

            assertThat(second.waitFor(100, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(log("run")).contains("found another run at work there, process " + first.pid());
            assertThat(first.isAlive()).isTrue();
        } finally {
            kill(first);
        }
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private Path file(int step, String name) {
        return folder.resolve("run/checkpoints/step-%06d".formatted(step)).resolve(name);
    }

    private static void cut(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(bytes.length() / 2);
        }
    }

    private Process start(String out, String course) throws IOException {
        var settings = folder.resolve(out + ".conf");
        Files.writeString(
                settings,
                "model = %s%ntrain = %s%n"
                        .formatted(Configs.json(TinyModel.config()), Configs.json(training.config(out, course))));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path"), "jointdit.job.Main", "train"));
        command.addAll(List.of("--config", settings.toString(), "spark.master=local[1]"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(out + ".log").toFile()))
                .start();
    }

    private String log(String out) throws IOException {
        return Files.readString(folder.resolve(out + ".log"));
    }

    /** Steps of the last checkpoint. */
    private int finished() {
        return training.checkpoints("run").lastInfo().map(CheckpointInfo::step).orElse(0);
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        for (var i = 0; i < 2400 && !reached.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }
}
