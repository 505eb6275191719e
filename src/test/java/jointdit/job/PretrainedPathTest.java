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
import jointdit.pretrained.TinyModels;
import jointdit.spark.LatentCache;
import jointdit.spark.LatentRow;
import jointdit.spark.Progress.Style;
import jointdit.spark.SparkForTests;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips to latents of published autoencoders with CLIP embeddings, a model on them, and back to a clip. */
class PretrainedPathTest {
    @TempDir
    private static Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void write() {
        TinyModels.svd(folder.resolve("svd"), 1);
        TinyModels.audioldm2(folder.resolve("audioldm2"), 1);
        TinyModels.clip(folder.resolve("clip"), 1);
        TinyModels.clip(folder.resolve("other-clip"), 2);
    }

    @Test
    void latentsOfPublishedNetworksAreCachedTrainedOnAndDecoded() throws IOException {
        job(
                "make-clips",
                "out=" + folder + "/clips",
                "count=6",
                "validation-share=0",
                "scenes=[bounce]",
                "width=32",
                "height=32",
                "seconds=1");
        cache("clip");

        var rows = rows();
        assertThat(rows).hasSize(6).allSatisfy(row -> {
            assertThat(row.latents().videoShape()).containsExactly(8, 4, 8, 8);
            assertThat(row.latents().audioShape()).containsExactly(8, 25, 16);
            assertThat(row.imageEmbedding()).hasSize(24);
            assertThat(row.textEmbedding()).hasSize(24);
        });

        cache("clip");
        assertThat(out.toString(UTF_8)).contains("Clips: 6, of which 0 encoded now, 6 kept");
        cache("other-clip");
        assertThat(out.toString(UTF_8)).contains("6 stale rows dropped");

        trainAndGenerate();
    }

    private void trainAndGenerate() throws IOException {
        job(
                "train",
                "latents=" + folder + "/latents",
                "out=" + folder + "/model",
                "stage=expert",
                "steps=1",
                "batch=2",
                "precision=float32",
                "model.video.width=32",
                "model.video.depth=1",
                "model.audio.width=32",
                "model.audio.depth=1");
        job(
                "generate",
                "latents=" + folder + "/latents",
                "model=" + folder + "/model",
                "out=" + folder + "/samples",
                "prompt=a ball",
                "sample.sampling.steps=2");
        try (Stream<Path> files = Files.list(folder.resolve("samples/clips"))) {
            assertThat(files.map(Path::toString)).anyMatch(name -> name.endsWith(".mp4"));
        }
    }

    private void cache(String clip) {
        job(
                "cache-latents",
                "clips=" + folder + "/clips/clips.jsonl",
                "out=" + folder + "/latents",
                "codec.width=32",
                "codec.height=32",
                "codec.video.kind=svd",
                "codec.video.model=" + folder + "/svd",
                "codec.audio.kind=audioldm2",
                "codec.audio.model=" + folder + "/audioldm2",
                "clip-model=" + folder + "/" + clip);
    }

    private static List<LatentRow> rows() {
        return new LatentCache(SparkForTests.session(), folder + "/latents")
                .latents().collectAsList().stream().map(LatentRow::from).toList();
    }

    private void job(String... words) {
        var terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Style.LINES);
        var status = new Main(Main.JOBS, Map.of(), terminal).run(List.of(words));
        assertThat(status).as(err.toString(UTF_8)).isEqualTo(Main.DONE);
    }
}
