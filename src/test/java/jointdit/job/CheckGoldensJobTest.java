package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jointdit.spark.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckGoldensJobTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void printsEveryTensorAndPasses() {
        var status = run(GOLDENS.resolve("module_basic_block").toString());

        assertThat(text()).containsPattern("ok +module_basic_block +output.out +error +\\S+ +tolerance +\\S+");
        assertThat(status).isEqualTo(Main.DONE);
    }

    @Test
    void otherWeightsFail() throws Exception {
        var golden = Files.createDirectories(folder.resolve("module_basic_block"));
        try (var files = Files.list(GOLDENS.resolve("module_basic_block"))) {
            for (var file : files.toList()) {
                Files.copy(file, golden.resolve(file.getFileName()));
            }
        }
        var weights = golden.resolve("module.safetensors");
        var bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 0x08; // the exponent of the last weight
        Files.write(weights, bytes);

        var status = run(folder.toString());

        assertThat(text()).contains("FAIL module_basic_block");
        assertThat(status).isEqualTo(Main.FAILED);
    }

    @Test
    void folderWithoutGoldensIsTheUsersMistake() {
        assertThat(run(folder.toString())).isEqualTo(Main.MISTAKEN);
    }

    private int run(String dir) {
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Main(Main.JOBS, Map.of(), new Terminal(stream, stream, Progress.Style.LINES))
                .run(List.of("check-goldens", dir));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
