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
import java.util.zip.ZipOutputStream;
import jointdit.spark.Progress.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchClipsJobTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void itTellsWhatFailedAndWhereTheManifestIs() throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("set.zip")))) {
            zip.putNextEntry(new ZipEntry("train.txt"));
            zip.write("dog/a.mp4".getBytes(UTF_8));
        }

        assertThat(run(
                        "source.archive=" + folder.resolve("set.zip"),
                        "source.captions=[{ folder = dog, caption = \"a dog\" }]",
                        "out=" + folder.resolve("out")))
                .isZero();
        assertThat(out.toString(UTF_8))
                .contains("Videos: 1, of which 0 brought now and 1 failed; clips: 0")
                .contains("the first: Not in the archive")
                .contains("The manifest is file:" + folder.resolve("out/clips.jsonl"));
    }

    @Test
    void aSourceWithoutItsAddressIsAMistake() {
        assertThat(run("out=" + folder)).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("Missing fetch-clips.source.archive");
    }

    @Test
    void annotationsThatAreNotThereAreNamed() {
        assertThat(run("source.kind=vatex", "source.train=" + folder.resolve("gone.json"), "out=" + folder))
                .isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("Cannot find the file file:" + folder.resolve("gone.json"));
    }

    private int run(String... settings) {
        var terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Style.LINES);
        var words = new ArrayList<>(List.of("fetch-clips", "spark.master=local[2]"));
        words.addAll(List.of(settings));
        return new Main(Main.JOBS, Map.of(), terminal).run(words);
    }
}
