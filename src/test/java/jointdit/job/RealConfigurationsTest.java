package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import jointdit.joint.JointConfig;
import jointdit.spark.CacheConfig;
import jointdit.spark.Progress.Style;
import jointdit.spark.PromptConfig;
import jointdit.train.TrainConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations of the published networks, on a machine that has none of them. */
class RealConfigurationsTest {
    @TempDir
    private static Path empty;

    static Stream<Path> files() throws IOException {
        try (var all = Files.list(Path.of("configs"))) {
            return all.filter(f -> f.getFileName().toString().startsWith("i2sv-")).sorted().toList().stream();
        }
    }

    private static Settings settings(String job, Path file) {
        return Settings.load(new SettingSources(job, Optional.of(file), Map.of(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void settingsOfEveryJobAreRead(Path file) {
        assertThatCode(() -> {
                    settings("cache-latents", file).read(CacheConfig.class);
                    settings("generate", file).read(PromptConfig.class);
                    var train = settings("train", file);
                    train.read(TrainConfig.class).check(train.read("model", JointConfig.class));
                })
                .doesNotThrowAnyException();
    }

    private static String plan(String file, String... words) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, UTF_8);
        var all = Stream.concat(Stream.of("plan", "--config", "configs/" + file), Stream.of(words))
                .toList();
        var environment = Map.of("HF_HUB_CACHE", empty.toString());
        var status = new Main(Main.JOBS, environment, new Terminal(stream, stream, Style.LINES)).run(all);
        assertThat(status).as(out.toString(UTF_8)).isEqualTo(Main.DONE);
        return out.toString(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "i2sv-svd-aldm2-24gib.conf, Stage A at batch 2, 24.00 GiB",
        "i2sv-svd-aldm2-48gib.conf, Stage A at batch 1, 48.00 GiB",
        "i2sv-svd-aldm2-48gib-b.conf, Stage B at batch 1, 48.00 GiB",
        "i2sv-svd-aldm2-80gib.conf, Stage A at batch 2, 80.00 GiB",
        "i2sv-svd-aldm2-80gib-b.conf, Stage B at batch 4, 80.00 GiB",
        "i2sv-svd-aldm2-nojoint.conf, Stage A at batch 2, 24.00 GiB"
    })
    void profilesFitTheirMemory(String file, String run, String memory) {
        assertThat(plan(file))
                .contains("cvssp/audioldm2 come with this program")
                .contains(run + " in bfloat16 needs")
                .contains("of " + memory + ": it fits.");
    }

    @Test
    void stageBOfTheRealNetworksDoesNotFitASmallGpuAndSaysWhatWould() {
        assertThat(plan("i2sv-svd-aldm2-24gib.conf", "train.stage=B", "data.clips=100000000", "data.executors=64"))
                .contains("of 24.00 GiB: it does not fit.", "train.stage=A (towers stay frozen) saves")
                .contains("1,524,623,082", "346,943,496", "100,000,000 clips", "64 executor(s)", "The bottleneck is");
    }
}
