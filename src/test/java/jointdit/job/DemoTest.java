package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import jointdit.media.Mp4;
import jointdit.spark.Progress.Style;
import jointdit.spark.SparkForTests;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path with a tiny model that learns next to nothing. */
@Tag("long")
class DemoTest {
    @TempDir
    private Path folder;

    @Test
    void thePageShowsWhatWasGeneratedAndASecondRunTakesWhatIsThere() throws IOException {
        var page = run("make-clips.count=24", "make-clips.validation-share=0.3", "prompts=5");

        assertThat(page).contains("24 synthetic clips", "class=\"bars\"");
        assertThat(page.split("<article")).hasSize(6);
        for (var file : shown(page)) {
            assertThat(folder.resolve("demo").resolve(file)).isNotEmptyFile();
        }
        var before = times();

        run("make-clips.count=24", "make-clips.validation-share=0.3", "prompts=5");

        assertThat(times()).containsAllEntriesOf(before);
    }

    @Test
    void aFolderOfClipsIsEnough() throws IOException {
        Files.createDirectories(folder.resolve("own"));
        for (int i = 0; i < 3; i++) {
            var clip = SceneKind.GLIDE.draw(new SceneConfig(48, 48, 3.2, 10, 16_000), i);
            Mp4.write(clip.clip(), folder.resolve("own/clip " + i + ".mp4"));
            Files.writeString(folder.resolve("own/clip " + i + ".txt"), "<a dot> number " + i);
        }

        var page = run("clips=" + folder.resolve("own"), "seconds=1", "prompts=2");

        assertThat(page)
                .contains("9 clips of 1.0 s from 3 of the 3 files", "&lt;a dot&gt; number", "there are no scores here")
                .doesNotContain("class=\"bars\"");
        for (var file : shown(page)) {
            assertThat(folder.resolve("demo").resolve(file)).isNotEmptyFile();
        }
    }

    private String run(String... more) throws IOException {
        var words = new ArrayList<>(List.of(
                "out=" + folder.resolve("demo"),
                "steps.expert=2",
                "steps.a=1",
                "steps.b=1",
                "make-clips.width=32",
                "make-clips.height=32",
                "make-clips.seconds=1",
                "cache-latents.codec.width=32",
                "cache-latents.codec.height=32",
                "train.batch=4",
                "train.precision=float32",
                "model.video.width=32",
                "model.video.depth=1",
                "model.video.patch-height=4",
                "model.video.patch-width=4",
                "model.audio.width=32",
                "model.audio.depth=1",
                "generate.sample.sampling.steps=2"));
        words.addAll(List.of(more));
        var settings = DemoSettings.of(Settings.load(new SettingSources("demo", Optional.empty(), Map.of(), words)));
        var quiet = new Terminal(
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(new ByteArrayOutputStream()),
                Style.LINES);
        try (var bar = new StepsBar(quiet, "demo", Demo.steps(settings), System::nanoTime)) {
            bar.next();
            new Demo(SparkForTests.session(), settings, bar).run();
        }
        return Files.readString(folder.resolve("demo/index.html"));
    }

    private static List<String> shown(String page) {
        var files = new ArrayList<String>();
        Pattern.compile("src=\"([^\"]+)\"").matcher(page).results().forEach(m -> files.add(m.group(1)));
        assertThat(files).isNotEmpty();
        return files;
    }

    /** When the clips, checkpoints and generated clips were written. */
    private Map<Path, Long> times() throws IOException {
        try (var files = Files.walk(folder.resolve("demo/synthetic"))) {
            var times = new TreeMap<Path, Long>();
            files.filter(file -> file.toString().matches(".*(\\.mp4|checkpoint\\.json|latents/.*\\.parquet)"))
                    .forEach(file -> times.put(file, file.toFile().lastModified()));
            return times;
        }
    }
}
