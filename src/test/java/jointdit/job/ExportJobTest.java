package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import jointdit.spark.Progress.Style;
import jointdit.spark.TinyRun;
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
    void trainedRunBecomesAnArchiveWithItsWeights() throws IOException {
        TinyRun.write(folder);
        var file = folder.resolve("exported/model.pt");

        assertThat(run("model=" + folder.resolve("model"), "out=" + file)).isEqualTo(Main.DONE);
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName()))
                    .anyMatch(name -> name.endsWith("/data.pkl"))
                    .anyMatch(name -> name.endsWith("/data/0"));
        }
    }

    @Test
    void runWithoutACheckpointIsTheUsersMistake() {
        assertThat(run("model=" + folder.resolve("gone"), "out=" + folder.resolve("x.pt")))
                .isEqualTo(Main.MISTAKEN);
        assertThat(err.toString(UTF_8)).contains("Wanted a checkpoint in");
        assertThat(folder.resolve("x.pt")).doesNotExist();
    }
}
