package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.pretrained.TinyModels;
import jointdit.spark.LatentCache;
import jointdit.spark.LatentRow;
import jointdit.spark.Progress.Style;
import jointdit.spark.SparkForTests;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Clips to a joint model over the published networks, small ones of random weights, and back to clips. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PretrainedTowersPathTest {
    @TempDir
    private static Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void write() {
        TinyModels.svd(folder.resolve("svd"), 1);
        TinyModels.audioldm2(folder.resolve("audioldm2"), 1);
    }

    @Test
    @Order(1)
    void tableWithoutConditionsIsRefused() {
        run(
                "make-clips",
                "out=" + folder + "/clips",
                "count=4",
                "validation-share=0",
                "scenes=[bounce]",
                "width=32",
                "height=32",
                "seconds=1");
        cache("null", folder + "/audioldm2");

        assertThat(train("bare", "A", "null")).isNotEqualTo(Main.DONE);
        assertThat(err.toString(UTF_8))
                .contains("cache-latents.conditions.svd-model=" + folder + "/svd")
                .doesNotContain("Exception");
    }

    @Test
    @Order(2)
    void conditionsAreColumnsOfTheTable() {
        cache(folder + "/svd", folder + "/audioldm2");

        assertThat(out.toString(UTF_8)).contains("4 stale rows dropped");
        assertThat(rows()).hasSize(4).allSatisfy(row -> {
            var frame = row.conditions().firstFrame().orElseThrow();
            var text = row.conditions().text().orElseThrow();
            assertThat(frame.latents()).hasSize(4 * 8 * 8);
            assertThat(frame.noise()).isEqualTo(0.02);
            assertThat(frame.embedding()).hasSize(16);
            assertThat(text.languageTokens()).isEqualTo(8);
            assertThat(text.languageWidth()).isEqualTo(24);
            assertThat(text.t5Width()).isEqualTo(20);
        });

        cache(folder + "/svd", folder + "/audioldm2");
        assertThat(out.toString(UTF_8)).contains("4 kept");
    }

    @Test
    @Order(3)
    void bothStagesTrainAndTheModelMakesClips() throws IOException {
        assertThat(train("a", "A", "null")).as(err.toString(UTF_8)).isEqualTo(Main.DONE);
        assertThat(train("b", "B", folder + "/a")).as(err.toString(UTF_8)).isEqualTo(Main.DONE);

        generate("pictured", "prompt=null");
        generate("prompted", "prompt=a ball");

        assertThat(sounds("pictured")).isNotEqualTo(sounds("prompted"));
    }

    private void cache(String svd, String audioldm2) {
        run(
                "cache-latents",
                "clips=" + folder + "/clips/clips.jsonl",
                "out=" + folder + "/latents",
                "codec.width=32",
                "codec.height=32",
                "codec.frames-per-second=4",
                "codec.video.kind=svd",
                "codec.video.model=" + folder + "/svd",
                "codec.audio.kind=audioldm2",
                "codec.audio.model=" + folder + "/audioldm2",
                "conditions.svd-model=" + svd,
                "conditions.audioldm2-model=" + audioldm2);
    }

    private int train(String name, String stage, String from) {
        return status(
                "train",
                "latents=" + folder + "/latents",
                "out=" + folder + "/" + name,
                "from=" + from,
                "stage=" + stage,
                "steps=2",
                "batch=2",
                "model.video.kind=svd",
                "model.video.model=" + folder + "/svd",
                "model.video.experts=[1]",
                "model.audio.kind=audioldm2",
                "model.audio.model=" + folder + "/audioldm2",
                "model.audio.experts=[1]",
                "model.audio.text-tokens=6",
                "model.heads=2",
                "model.joint-width=16",
                "model.audio-noise={ kind = ddpm, steps = 1000, beta-start = 0.0015, beta-end = 0.0195 }",
                "model.preconditioning={ kind = velocity }",
                "model.audio-preconditioning={ kind = epsilon }");
    }

    private void generate(String name, String prompt) throws IOException {
        var picture = folder.resolve("first.png");
        var scene = SceneKind.BOUNCE.draw(new SceneConfig(32, 32, 1, 8, 16_000), 9);
        Files.write(
                picture,
                Png.bytes(new Picture(32, 32, scene.clip().video().frames().get(0))));
        run(
                "generate",
                "latents=" + folder + "/latents",
                "model=" + folder + "/b",
                "out=" + folder + "/" + name,
                "image=" + picture,
                prompt,
                "sample.sampling.steps=2");
    }

    private static byte[] sounds(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name + "/clips"))) {
            var wav = files.filter(file -> file.toString().endsWith(".wav")).toList();
            assertThat(wav).hasSize(1);
            return Files.readAllBytes(wav.get(0));
        }
    }

    private static List<LatentRow> rows() {
        return new LatentCache(SparkForTests.session(), folder + "/latents")
                .latents().collectAsList().stream().map(LatentRow::from).toList();
    }

    private void run(String... words) {
        var status = status(words);
        assertThat(status).as(err.toString(UTF_8)).isEqualTo(Main.DONE);
    }

    private int status(String... words) {
        var terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Style.LINES);
        var calm = Stream.of("spark.sql.codegen.wholeStage=false", "spark.sql.codegen.factoryMode=NO_CODEGEN");
        return new Main(Main.JOBS, Map.of(), terminal)
                .run(Stream.concat(Stream.of(words), calm).toList());
    }
}
