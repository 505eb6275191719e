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
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.spark.Progress.Style;
import jointdit.spark.TinyRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateJobTest {
    @TempDir
    private static Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void write() throws IOException {
        TinyRun.write(folder);
        Files.createDirectories(folder.resolve("model2/checkpoints/step-000009"));
        Files.writeString(folder.resolve("text.png"), "no image at all");
        Png.write(new Picture(20, 16, new byte[960]), folder.resolve("black.png"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            seed=1                           | Wanted image=FILE, prompt=TEXT, prompts=FILE or table=NAME, found none of them
            image=x use-image=false          | Wanted image=FILE, prompt=TEXT, prompts=FILE or table=NAME, found none of them
            prompt=a sample.sampling.steps=0 | steps must lie in [1, 10000], found 0
            prompt=a sample.guidance.kind=x  | to be one of [none, joint-cfg, joint-cfg-star], found "x"
            prompt=a model=FOLDER/model2     | Wanted a checkpoint in FOLDER/model2/checkpoints, found no finished one
            prompt=a latents=FOLDER/gone     | Wanted a codec in FOLDER/gone/codec, found no codec.json
            image=FOLDER/text.png            | Wanted an image, found FOLDER/text.png
            """)
    void mistakesAreTold(String settings, String message) {
        var status = run(Map.of(), settings.replace("FOLDER", folder.toString()).split(" "));

        assertThat(err.toString(UTF_8)).contains(message.replace("FOLDER", folder.toString()));
        assertThat(status).isEqualTo(Main.MISTAKEN);
        assertThat(folder.resolve("samples/clips")).doesNotExist();
    }

    @Test
    void theEnvironmentSaysWhatIsWanted() throws IOException {
        var environment = Map.of(
                "JOINTDIT_PROMPT", "A black cat",
                "JOINTDIT_NEG_PROMPT", "dogs",
                "JOINTDIT_IMAGE", folder + "/black.png",
                "JOINTDIT_STEPS", "2",
                "JOINTDIT_SEED", "5",
                "JOINTDIT_WV", "0.5");

        var status = run(environment, "out=" + folder + "/cat", "sample.sampling.solver=euler");

        assertThat(err.toString(UTF_8)).doesNotContain("jointdit:");
        assertThat(status).isEqualTo(Main.DONE);
        try (var files = Files.list(folder.resolve("cat/clips"))) {
            var names = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
            assertThat(names).hasSize(3).allMatch(name -> name.startsWith("a-black-cat-"));
        }
        assertThat(out.toString(UTF_8)).contains("Video with sound: " + folder + "/cat/clips/a-black-cat-");
    }

    private int run(Map<String, String> environment, String... settings) {
        var words = new ArrayList<>(List.of(
                "generate",
                "model=" + folder + "/model",
                "latents=" + folder + "/latents",
                "out=" + folder + "/samples",
                "spark.master=local[2]"));
        words.addAll(List.of(settings));
        var terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Style.LINES);
        return new Main(List.of(new GenerateJob()), environment, terminal).run(words);
    }
}
