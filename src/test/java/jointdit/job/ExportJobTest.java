package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import jointdit.config.Configs;
import jointdit.joint.CheckpointInfo;
import jointdit.spark.Progress.Style;
import jointdit.spark.TinyRun;
import jointdit.tensor.Safetensors;
import jointdit.tensor.SafetensorsType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportJobTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... settings) {
        var words = new ArrayList<>(List.of("export"));
        words.addAll(List.of(settings));
        var silent = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        var terminal = new Terminal(silent, new PrintStream(err, true, UTF_8), Style.LINES);
        return new Main(Main.JOBS, Map.of(), terminal).run(words);
    }

    @Test
    void everyPartIsWritten() throws IOException {
        TinyRun.write(folder);
        var out = folder.resolve("exported");

        assertThat(run("model=" + folder.resolve("model"), "latents=" + folder.resolve("latents"), "out=" + out))
                .as(err::toString)
                .isEqualTo(Main.DONE);
        assertThat(names(out.resolve("joint.pt"))).anyMatch(name -> name.endsWith("/data/0"));
        assertThat(out.resolve("video.pt")).isNotEmptyFile();
        assertThat(out.resolve("audio.pt")).isNotEmptyFile();
        assertThat(out.resolve("codec/codec.json")).isNotEmptyFile();
        assertThat(Configs.read(Files.readString(out.resolve("config.json")), "config.json", CheckpointInfo.class)
                        .step())
                .isEqualTo(7);
        assertThat(Safetensors.open(out.resolve("model.safetensors")).names())
                .contains("video.embedder.weight", "audio.embedder.weight");
        assertThat(out.resolve("README.md")).content(UTF_8).startsWith("---\n").contains("7 steps", "(B, 4, 8, 4, 4)");
    }

    @Test
    void partsCanBeChosen() throws IOException {
        TinyRun.write(folder);

        assertThat(run("model=" + folder.resolve("model"), "out=" + folder.resolve("some"), "parts=[audio]"))
                .isEqualTo(Main.DONE);
        try (var files = Files.list(folder.resolve("some"))) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly("audio.pt");
        }
    }

    @Test
    void weightsForTheHubCanBeHalves() throws IOException {
        TinyRun.write(folder);
        var out = folder.resolve("half");

        assertThat(run(
                        "model=" + folder.resolve("model"),
                        "out=" + out,
                        "parts=[hub]",
                        "precision=float16",
                        "notes=Of **nothing**"))
                .as(err::toString)
                .isEqualTo(Main.DONE);
        var weights = Safetensors.open(out.resolve("model.safetensors"));
        assertThat(weights.names())
                .isNotEmpty()
                .allMatch(name -> weights.entry(name).type() == SafetensorsType.F16);
        assertThat(out.resolve("README.md"))
                .content(UTF_8)
                .contains("stored in float16")
                .endsWith("## Made by\n\nOf **nothing**\n");
    }

    private static List<String> names(Path zipped) throws IOException {
        try (var zip = new ZipFile(zipped.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    @Test
    void runWithoutACheckpointIsTheUsersMistake() {
        assertThat(run("model=" + folder.resolve("gone"), "out=" + folder.resolve("x")))
                .isEqualTo(Main.MISTAKEN);
        assertThat(err.toString(UTF_8)).contains("Wanted a checkpoint in");
        assertThat(folder.resolve("x")).doesNotExist();
    }
}
