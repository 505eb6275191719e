package jointdit.evaluate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jointdit.evaluate.Measure;
import jointdit.evaluate.quality.EmbeddingConfig.Torchscript;
import jointdit.evaluate.quality.EmbeddingConfig.Torchscript.Input;
import jointdit.media.Clip;
import jointdit.media.Sound;
import jointdit.media.Video;
import jointdit.pretrained.TinyModels;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import jointdit.tensor.DataType;
import jointdit.tensor.Device;
import jointdit.tensor.Export;
import jointdit.tensor.Graph;
import jointdit.tensor.Init;
import jointdit.tensor.Layout;
import jointdit.tensor.Precision;
import jointdit.tensor.Shape;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingsTest {
    private static final Clip BALL =
            SceneKind.BOUNCE.draw(SceneConfig.standard(), 3).clip();
    private static final Clip LAMP =
            SceneKind.BLINK.draw(SceneConfig.standard(), 3).clip();

    @TempDir
    private Path folder;

    @Test
    void clipEmbedsEveryFrameAsAUnitVector() {
        try (var clip = clip()) {
            var vectors = clip.of(BALL);

            assertThat(clip.name()).isEqualTo("clip-tiny");
            assertThat(vectors).hasSize(BALL.video().frames().size());
            assertThat(vectors).allSatisfy(v -> assertThat(product(v, v)).isCloseTo(1, within(1e-5)));
            assertThat(vectors.get(0)).isNotEqualTo(clip.of(LAMP).get(0));
        }
    }

    @Test
    void similaritiesAreMeanCosines() {
        try (var clip = (ClipEmbedding) clip()) {
            var frames = clip.of(BALL);
            var wanted = frames.stream()
                    .mapToDouble(frame -> product(frame, frames.get(0)))
                    .average()
                    .orElseThrow();

            var both = clip.similarities(frames, "a red ball", frames);

            assertThat(both).extracting(Measure::metric).containsExactly("clip-text-clip-tiny", "clip-image-clip-tiny");
            assertThat(both.get(1).numerator()).isCloseTo(wanted, within(1e-9));
            assertThat(both.get(0).numerator()).isBetween(-1.0, 1.0);
            assertThat(clip.similarities(frames, "a red ball", frames).get(0))
                    .isNotEqualTo(clip.similarities(frames, "a lamp", frames).get(0));
        }
    }

    @Test
    void withoutCaptionAndReferenceThereIsNoSimilarity() {
        try (var clip = (ClipEmbedding) clip()) {
            assertThat(clip.similarities(clip.of(BALL), " ", List.of())).isEmpty();
        }
    }

    /** Twice the samples, and the channels of the pictures one after the other. */
    @Test
    void scriptsOfUsersGetSoundAndPictures() {
        var clip = new Clip(
                new Video(2, 1, 8, List.of(new byte[] {0, -1, 0, -1, 0, -1}, new byte[6])),
                new Sound(16_000, new float[] {0.25f, -0.5f}));
        try (var sound = new Torchscript(doubling(Shape.of(1, 2)), Input.SOUND).open(model -> folder);
                var pictures =
                        new Torchscript(doubling(Shape.of(1, 3, 2, 1, 2)), Input.PICTURES).open(model -> folder)) {
            assertThat(sound.name()).isEqualTo("torchscript-twice-as-much");
            assertThat(sound.of(clip).get(0)).containsExactly(0.5f, -1);
            // red, green and blue of two frames of two pixels each
            assertThat(pictures.of(clip).get(0)).containsExactly(-2, 2, -2, -2, 2, -2, -2, -2, -2, 2, -2, -2);
        }
    }

    @Test
    void aFileThatIsNoScriptIsRefused() throws IOException {
        var file = folder.resolve("none.pt");
        Files.write(file, new byte[] {1, 2, 3});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Torchscript(file.toString(), Input.SOUND).open(model -> folder))
                .withMessageStartingWith("Wanted a network saved by torch.jit.save, found " + file);
    }

    private Embedding clip() {
        TinyModels.clip(folder.resolve("tiny"), 1);
        return new EmbeddingConfig.Clip(folder.resolve("tiny").toString()).open(Path::of);
    }

    private String doubling(Shape shape) {
        var graph = Graph.trace(Precision.FLOAT32, List.of(new Spec(shape, DataType.FLOAT32)), scope -> {
            var two = scope.parameter("two", new Init.Constant(2), 1);
            return in -> List.of(in.get(0).mul(two));
        });
        var file = folder.resolve("twice as much.pt");
        try (var weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 1)) {
            Export.write(graph, weights, file);
        }
        return file.toString();
    }

    private static double product(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
