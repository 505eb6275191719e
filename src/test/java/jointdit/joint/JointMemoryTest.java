package jointdit.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Init;
import jointdit.tensor.Layout;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Shape;
import jointdit.tensor.Spec;
import jointdit.tensor.Tensor;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two clips, two heads of four channels; the second clip's modalities do not see each other. */
class JointMemoryTest {
    private static final float TOLERANCE = 1e-6f;

    /** Tokens of both modalities and the levers. */
    private record Case(int video, int audio, AttentionConfig config) {
        Case with(AttentionConfig other) {
            return new Case(video, audio, other);
        }

        /**
         * Mean square of what is found, then that of the video and of the audio; a weight for queries, keys, values.
         */
        Graph graph() {
            return Graph.trace(Precision.FLOAT32, specs(), scope -> {
                var weights = IntStream.range(0, 3)
                        .mapToObj(i -> scope.in(i).parameter("weight", new Init.Constant(1), 4))
                        .toList();
                return in -> attended(weighted(in.get(0), weights), weighted(in.get(1), weights), in.get(2));
            });
        }

        private List<Tensor> attended(List<Tensor> videoHeads, List<Tensor> audioHeads, Tensor keep) {
            var memory = JointMemory.of(videoHeads, audioHeads, config.kvDownsample());
            var interaction = Interaction.of(keep);
            var toVideo = memory.toVideo(videoHeads.get(0), interaction, config.queryChunkVideo());
            var toAudio = memory.toAudio(audioHeads.get(0), interaction, config.queryChunkAudio());
            var loss = toVideo.square().mean().add(toAudio.square().mean());
            return List.of(loss, toVideo, toAudio, memory.keys());
        }

        private static List<Tensor> weighted(Tensor heads, List<Tensor> weights) {
            return weights.stream().map(heads::mul).toList();
        }

        private List<Spec> specs() {
            return List.of(Spec.floats(2, 2, video, 4), Spec.floats(2, 2, audio, 4), Spec.floats(2, 2));
        }

        Array noise(int input) {
            return Noise.normal(specs().get(input).shape(), 7 + input);
        }

        List<Array> run() {
            return run(noise(0), noise(1));
        }

        List<Array> run(Array videoHeads, Array audioHeads) {
            var graph = graph();
            try (var weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 1);
                    var program = new Program(graph, weights)) {
                return program.run(videoHeads, audioHeads, Array.of(Shape.of(2, 2), 1, 1, 0, 0));
            }
        }

        float[] gradient() {
            var graph = graph();
            var learning = Layout.of(graph.parameters(), List.of(new Layout.Group("", 1)));
            try (var weights = Weights.initial(learning, Device.cpu(), 1);
                    var program = new Program(graph, weights);
                    var gradient = program.gradient(noise(0), noise(1), Array.of(Shape.of(2, 2), 1, 1, 0, 0))) {
                return gradient.floats();
            }
        }

        long peak() {
            return graph().footprint().peak();
        }
    }

    private static Case small() {
        return new Case(11, 7, AttentionConfig.WHOLE);
    }

    /** Two chunks a modality, the last one shorter; with 900 tokens the attention is fused. */
    @ParameterizedTest
    @CsvSource({"11, 7, 6, 5", "11, 7, 1, 1", "11, 7, 4, 0", "900, 60, 512, 7"})
    void queriesInChunksFindTheSameWithTheSameGradient(int video, int audio, int videoChunk, int audioChunk) {
        var whole = new Case(video, audio, AttentionConfig.WHOLE);
        var chunked = whole.with(AttentionConfig.WHOLE.chunked(videoChunk, audioChunk));

        var wanted = whole.run();
        var found = chunked.run();

        assertThat(found.get(1).floats()).containsExactly(wanted.get(1).floats(), within(TOLERANCE));
        assertThat(found.get(2).floats()).containsExactly(wanted.get(2).floats(), within(TOLERANCE));
        assertThat(chunked.gradient()).containsExactly(whole.gradient(), within(TOLERANCE));
    }

    @Test
    void chunksHoldLessAtOnce() {
        var whole = new Case(200, 100, AttentionConfig.WHOLE);

        assertThat(whole.with(AttentionConfig.WHOLE.chunked(20, 20)).peak()).isLessThan(whole.peak() / 4);
        assertThat(whole.with(AttentionConfig.WHOLE.downsampled(4)).peak()).isLessThan(whole.peak() / 2);
    }

    @Test
    void pooledKeysAreMeansWithinAModalityAndAClip() {
        var pooled = small().with(AttentionConfig.WHOLE.downsampled(3));
        var heads =
                Stream.of(pooled.noise(0), pooled.noise(1)).map(Array::floats).toList();
        var keys = pooled.run().get(3).floats();

        var at = 0;
        for (var row = 0; row < 2 * 2; row++) {
            for (var modality = 0; modality < 2; modality++) {
                var tokens = modality == 0 ? 11 : 7;
                for (var first = 0; first < tokens; first += 3) {
                    for (var channel = 0; channel < 4; channel++) {
                        var of = heads.get(modality);
                        var start = (row * tokens + first) * 4 + channel;
                        var mean = IntStream.range(0, Math.min(3, tokens - first))
                                .mapToDouble(i -> of[start + 4 * i])
                                .average()
                                .orElseThrow();
                        assertThat(keys[at++]).isCloseTo((float) mean, offset(TOLERANCE));
                    }
                }
            }
        }
        assertThat(at).isEqualTo(keys.length);
    }

    @Test
    void moreThanThereAreSharesOne() {
        var keys = small().with(AttentionConfig.WHOLE.downsampled(20)).run().get(3);

        assertThat(keys.shape()).isEqualTo(Shape.of(2, 2, 2, 4));
    }

    /** Channels are waves of at most two periods over the clip. */
    @Test
    void halfTheKeysFindAlmostTheSameInSmoothTokens() {
        var whole = new Case(64, 48, AttentionConfig.WHOLE);
        var wanted = whole.run(waves(64), waves(48));
        var found = whole.with(AttentionConfig.WHOLE.downsampled(2)).run(waves(64), waves(48));

        assertThat(found.get(1).floats()).containsExactly(wanted.get(1).floats(), within(0.005f));
        assertThat(found.get(2).floats()).containsExactly(wanted.get(2).floats(), within(0.005f));
    }

    private static Array waves(int tokens) {
        var values = new float[2 * 2 * tokens * 4];
        for (var i = 0; i < values.length; i++) {
            var periods = 0.5 * (1 + i % 4);
            values[i] = (float) Math.sin(2 * Math.PI * periods * (i / 4 % tokens + 0.5) / tokens);
        }
        return Array.of(Shape.of(2, 2, tokens, 4), values);
    }
}
