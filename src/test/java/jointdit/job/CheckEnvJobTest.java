package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import jointdit.spark.Progress.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckEnvJobTest {
    @TempDir
    Path folder;

    @Test
    void everyPartOfThisMachineIsReported() {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, UTF_8);
        var sources = new SettingSources("check-env", Optional.empty(), Map.of(), List.of("spark=false"));

        new CheckEnvJob().run(Settings.load(sources), new Terminal(stream, stream, Style.LINES));

        assertThat(out.toString(UTF_8).lines())
                .hasSize(9)
                .allMatch(line -> line.startsWith("ok"))
                .anyMatch(line -> line.matches("ok +libtorch +2\\.7\\.1.*, DJL 0\\.35\\.1"))
                .anyMatch(line -> line.matches("ok +FFmpeg +7\\.1\\.1.*, encodes H.264 and AAC"));
    }

    @Test
    void whatIsMissingComesWithTheWayOut() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "no folder");
        var machine = new Machine(Map.of("DJL_CACHE_DIR", file.resolve("cache").toString(), "OMP_NUM_THREADS", "9999"));

        assertThat(machine.libtorchCache().line())
                .startsWith("FAIL  DJL cache")
                .endsWith("set DJL_CACHE_DIR to a folder that can be written to");
        assertThat(machine.cores().line()).contains("OMP_NUM_THREADS 9999; more threads than cores");
    }
}
