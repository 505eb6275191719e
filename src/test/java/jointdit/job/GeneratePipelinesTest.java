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
import java.util.TreeMap;
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.media.Wav;
import jointdit.pretrained.TinyModels;
import jointdit.spark.Progress.Style;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published pipelines over tables of prompts, with tiny networks of random weights. */
class GeneratePipelinesTest {
    @TempDir
    private static Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void write() throws IOException {
        TinyModels.svd(folder.resolve("svd"), 1);
        TinyModels.audioldm2(folder.resolve("audioldm2"), 1);
        Png.write(new Picture(20, 16, new byte[960]), folder.resolve("black.png"));
        Files.writeString(folder.resolve("prompts.csv"), """
                id,prompt,image,seed,duration
                one,rain on a roof,black.png,1,0.5
                two,a dog,black.png,2,0.5
                sound,a bell,,3,0.3
                nothing,,,4,
                """);
    }

    @Test
    void imageBecomesSilentVideo() throws IOException {
        var status = svd("svd-one", "image=" + folder + "/black.png", "seed=3");

        assertThat(status).as(err.toString(UTF_8)).isEqualTo(Main.DONE);
        assertThat(out.toString(UTF_8)).contains("Silent video: ").doesNotContain("Sound: ");
        assertThat(files("svd-one").keySet())
                .extracting(name -> name.replaceAll(".*\\.", ""))
                .containsExactlyInAnyOrder("json", "mp4");
    }

    @Test
    void promptBecomesSound() throws IOException {
        var status = audioldm2("sound-one", "prompt=rain on a roof", "negative-prompt=noise", "seed=3");

        assertThat(status).as(err.toString(UTF_8)).isEqualTo(Main.DONE);
        var files = files("sound-one");
        assertThat(files.keySet())
                .extracting(name -> name.replaceAll(".*\\.", ""))
                .containsExactlyInAnyOrder("json", "wav");
        var wav = files.entrySet().stream()
                .filter(f -> f.getKey().endsWith(".wav"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(Wav.sound(wav).seconds()).isEqualTo(0.4);
    }

    @Test
    void rowsThatAPipelineCannotServeAreToldAndTheRestIsMade() throws IOException {
        svd("svd-table", "prompts=" + folder + "/prompts.csv");

        assertThat(out.toString(UTF_8))
                .contains("Clips: 2 made, 0 there already, 2 failed")
                .contains("Failed: sound: Wanted an image: Stable Video Diffusion makes video of a picture");
    }

    @Test
    void aSecondRunMakesNothingAndTheSameBytesComeWhateverThePartitioning() throws IOException {
        audioldm2("first", "prompts=" + folder + "/prompts.csv", "rows-per-task=9");
        audioldm2("first", "prompts=" + folder + "/prompts.csv", "rows-per-task=9");
        assertThat(out.toString(UTF_8)).contains("Clips: 0 made, 3 there already, 1 failed");

        audioldm2("second", "prompts=" + folder + "/prompts.csv", "rows-per-task=1");

        var first = files("first");
        var second = files("second");
        assertThat(second.keySet()).isEqualTo(first.keySet());
        first.forEach((name, bytes) -> {
            if (!name.endsWith(".json")) {
                assertThat(second.get(name)).as(name).containsExactly(bytes);
            }
        });
    }

    @Test
    void modelThatIsNowhereIsTheUsersMistake() {
        var status = run("gone", "pipeline=svd", "svd.model=" + folder + "/gone", "image=x");

        assertThat(status).isEqualTo(Main.MISTAKEN);
        assertThat(err.toString(UTF_8)).contains("Wanted the folder of a model, found none at " + folder + "/gone");
    }

    private int svd(String to, String... settings) {
        var words = new ArrayList<>(List.of(
                "pipeline=svd",
                "svd.model=" + folder + "/svd",
                "svd.sample.width=32",
                "svd.sample.height=32",
                "svd.sample.frames=2",
                "svd.sample.steps=2"));
        words.addAll(List.of(settings));
        return run(to, words.toArray(String[]::new));
    }

    private int audioldm2(String to, String... settings) {
        var words = new ArrayList<>(List.of(
                "pipeline=audioldm2",
                "audioldm2.model=" + folder + "/audioldm2",
                "audioldm2.sample.seconds=0.4",
                "audioldm2.sample.steps=2"));
        words.addAll(List.of(settings));
        return run(to, words.toArray(String[]::new));
    }

    private int run(String to, String... settings) {
        var words = new ArrayList<>(List.of("generate", "out=" + folder + "/" + to, "spark.master=local[2]"));
        words.addAll(List.of(settings));
        var terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Style.LINES);
        return new Main(List.of(new GenerateJob()), Map.of(), terminal).run(words);
    }

    private static Map<String, byte[]> files(String to) throws IOException {
        var found = new TreeMap<String, byte[]>();
        try (var files = Files.list(folder.resolve(to).resolve("clips"))) {
            for (var file : files.filter(f -> !f.getFileName().toString().startsWith("."))
                    .toList()) {
                found.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return found;
    }
}
