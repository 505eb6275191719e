package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jointdit.spark.Progress.Style;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole experiment, with two steps a stage. */
@Tag("long")
class SynchronyJobTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run() {
        var terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Style.LINES);
        var words = List.of(
                "synchrony",
                "make-clips.out=" + folder.resolve("clips"),
                "make-clips.count=40",
                "make-clips.scenes=[bounce]",
                "make-clips.validation-share=0.2",
                "cache-latents.clips=" + folder.resolve("clips/clips.jsonl"),
                "cache-latents.out=" + folder.resolve("latents"),
                "train.latents=" + folder.resolve("latents"),
                "train.out=" + folder.resolve("joint"),
                "train.from=" + folder.resolve("expert"),
                "train.steps=2",
                "expert.out=" + folder.resolve("expert"),
                "expert.steps=2",
                "generate.model=" + folder.resolve("joint"),
                "generate.latents=" + folder.resolve("latents"),
                "generate.out=" + folder.resolve("samples"),
                "generate.prompts=" + folder.resolve("prompts.parquet"),
                "generate.sample.sampling.steps=2",
                "evaluate.out=" + folder.resolve("scores"),
                "prompts=3");
        return new Main(Main.JOBS, Map.of(), terminal).run(words);
    }

    @Test
    void clipsBecomeAScoreAndASecondRunMakesNothingNew() throws IOException {
        assertThat(run()).as(err.toString(UTF_8)).isEqualTo(Main.DONE);
        var made = made();
        assertThat(out.toString(UTF_8)).contains("event-f1", "integrity");
        assertThat(folder.resolve("scores/metrics.json")).exists();
        assertThat(folder.resolve("scores/report.html")).content().contains("event-f1", "data:video/mp4;base64,");
        assertThat(folder.resolve("scores/study.md")).content().contains("| reference |", "| samples |");
        assertThat(made).hasSize(3 + 2).containsKey("checkpoint.json of joint");

        assertThat(run()).as(err.toString(UTF_8)).isEqualTo(Main.DONE);
        assertThat(made()).isEqualTo(made);
    }

    /** When the generated clips and the checkpoints were written. */
    private Map<String, FileTime> made() throws IOException {
        var times = new TreeMap<String, FileTime>();
        try (var clips = Files.newDirectoryStream(folder.resolve("samples/samples/clips"), "*.mp4")) {
            for (var clip : clips) {
                times.put(clip.getFileName().toString(), Files.getLastModifiedTime(clip));
            }
        }
        for (var run : List.of("expert", "joint")) {
            var file = folder.resolve(run + "/checkpoints/step-000002/checkpoint.json");
            times.put("checkpoint.json of " + run, Files.getLastModifiedTime(file));
        }
        return times;
    }
}
