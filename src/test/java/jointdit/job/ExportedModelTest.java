package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jointdit.media.Sound;
import jointdit.media.Wav;
import jointdit.spark.Progress.Style;
import jointdit.spark.TinyRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code export} writes, {@code generate} takes. */
class ExportedModelTest {
    @TempDir
    private static Path folder;

    private static final ByteArrayOutputStream ERRORS = new ByteArrayOutputStream();

    @BeforeAll
    static void write() {
        TinyRun.write(folder);
        export("float32", "latents=" + folder + "/latents");
        export("float16", "latents=" + folder + "/latents");
    }

    @Test
    void clipsAreThoseOfTheRun() throws IOException {
        generate("run", "model=" + folder + "/model", "latents=" + folder + "/latents");
        generate("whole", "model=" + folder + "/float32");

        assertThat(file("whole", ".mp4")).hasSameBinaryContentAs(file("run", ".mp4"));
        assertThat(file("whole", ".wav")).hasSameBinaryContentAs(file("run", ".wav"));
    }

    @Test
    void halvesChangeClipsLittle() throws IOException {
        generate("precise", "model=" + folder + "/float32");
        generate("half", "model=" + folder + "/float16");

        var precise = sound("precise").samples();
        var half = sound("half").samples();
        assertThat(half).hasSameSizeAs(precise);
        assertThat(difference(half, precise)).isCloseTo(0, within(0.02));
        assertThat(sound("half").samples()).isNotEqualTo(precise);
    }

    @Test
    void withoutACodecLatentsAreAskedFor() {
        export("bare");

        assertThat(run("generate", "model=" + folder + "/bare", "out=" + folder + "/none", "prompt=a"))
                .isEqualTo(Main.MISTAKEN);
        assertThat(ERRORS.toString(UTF_8)).contains("Wanted a codec beside the model, found none in " + folder);
    }

    /** Mean over that of {@code wanted}. */
    private static double difference(float[] found, float[] wanted) {
        var apart = 0.0;
        var size = 0.0;
        for (var i = 0; i < wanted.length; i++) {
            apart += Math.abs(found[i] - wanted[i]);
            size += Math.abs(wanted[i]);
        }
        return apart / size;
    }

    private static void export(String out, String... more) {
        var precision = out.startsWith("float") ? out : "float32";
        var words = new ArrayList<>(
                List.of("export", "model=" + folder + "/model", "out=" + folder + "/" + out, "parts=[hub]"));
        words.add("precision=" + precision);
        words.addAll(List.of(more));
        assertThat(run(words.toArray(String[]::new))).as(ERRORS::toString).isEqualTo(Main.DONE);
    }

    private static void generate(String out, String... more) {
        var words = new ArrayList<>(List.of(
                "generate",
                "out=" + folder + "/" + out,
                "prompt=a red ball",
                "sample.sampling.steps=4",
                "spark.master=local[2]"));
        words.addAll(List.of(more));
        assertThat(run(words.toArray(String[]::new))).as(ERRORS::toString).isEqualTo(Main.DONE);
    }

    private static Sound sound(String out) throws IOException {
        return Wav.sound(Files.readAllBytes(file(out, ".wav")));
    }

    private static Path file(String out, String ending) throws IOException {
        try (var files = Files.list(folder.resolve(out + "/clips"))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int run(String... words) {
        var silent = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        var terminal = new Terminal(silent, new PrintStream(ERRORS, true, UTF_8), Style.LINES);
        return new Main(Main.JOBS, Map.of(), terminal).run(List.of(words));
    }
}
