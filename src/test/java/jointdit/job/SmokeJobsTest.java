package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jointdit.media.Wav;
import jointdit.pretrained.TinyModels;
import jointdit.spark.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeJobsTest {
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void pictureBecomesVideoWithoutAnyDownload() throws Exception {
        assertThat(run("smoke-svd", "sample.width=32", "sample.height=32", "sample.frames=2"))
                .as(this::text)
                .isEqualTo(Main.DONE);

        assertThat(text()).contains("tiny networks of random weights", "2 frames of 32x32");
        assertThat(Files.size(folder.resolve("svd.mp4"))).isGreaterThan(500);
        assertThat(folder.resolve("svd.png")).exists();
    }

    @Test
    void promptBecomesSoundWithoutAnyDownload() throws Exception {
        assertThat(run("smoke-aldm2", "sample.seconds=0.5")).as(this::text).isEqualTo(Main.DONE);

        assertThat(Wav.sound(Files.readAllBytes(folder.resolve("aldm2.wav"))).seconds())
                .isEqualTo(0.5);
    }

    @Test
    void folderIsTakenAsItIs() {
        TinyModels.svd(folder.resolve("own"), 7);

        var status = run(
                "smoke-svd",
                "model=" + folder.resolve("own"),
                "sample.width=32",
                "sample.height=32",
                "sample.frames=2",
                "sample.steps=1");

        assertThat(status).as(this::text).isEqualTo(Main.DONE);
        assertThat(text()).contains("Model: " + folder.resolve("own"));
    }

    @Test
    void modelThatIsNowhereIsTheUsersMistake() {
        assertThat(run("smoke-aldm2", "model=cvssp/nowhere", "hub.cache=" + folder))
                .isEqualTo(Main.MISTAKEN);
        assertThat(text()).contains("found none at cvssp/nowhere", "fetch-models fetches it");
    }

    private int run(String job, String... settings) {
        var words = new ArrayList<>(List.of(job, "out=" + folder));
        words.addAll(List.of(settings));
        var stream = new PrintStream(text, true, StandardCharsets.UTF_8);
        return new Main(Main.JOBS, Map.of(), new Terminal(stream, stream, Progress.Style.LINES)).run(words);
    }

    private String text() {
        return text.toString(StandardCharsets.UTF_8);
    }
}
