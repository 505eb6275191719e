package jointdit.pretrained.audioldm2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.List;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.Published;
import jointdit.pretrained.audioldm2.AudioLdm2ProjectionModel.Masked;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Shape;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;

class AudioLdm2ProjectionModelTest {
    private static final ProjectionConfig LEARNED = new ProjectionConfig(2, 2, 2, 3);

    private static Graph trace(ProjectionConfig config, int tokens) {
        var inputs = List.of(
                Spec.floats(1, 1, config.firstWidth()),
                Spec.longs(1, 1),
                Spec.floats(1, tokens, config.secondWidth()),
                Spec.longs(1, tokens));
        return Graph.trace(Precision.FLOAT32, inputs, scope -> {
            var net = AudioLdm2ProjectionModel.of(scope, config);
            return in -> {
                var joined = net.apply(new Masked(in.get(0), in.get(1)), new Masked(in.get(2), in.get(3)));
                return List.of(joined.vectors(), joined.mask());
            };
        });
    }

    @Test
    void asksForThePublishedTensors() {
        var published = new Published("audioldm2_projection_model");
        published.assertAskedFor(
                trace(ProjectionConfig.read(published.config()), 2).parameters(), "");
    }

    @Test
    void learnedPositionsAreAddedBeforeTheProjection() {
        var graph = trace(LEARNED, 3);
        try (var weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 1)) {
            weights.set("projection_1.weight", floats(2, 0, 0, 2));
            weights.set("learnable_positional_embedding", floats(1, 2, 3, 10, 20, 30)); // (1, 2, 3)
            try (var program = new Program(graph, weights)) {
                var joined = program.run(
                        Array.of(Shape.of(1, 1, 2), 0, 0),
                        Array.ofLongs(Shape.of(1, 1), 1),
                        Array.of(Shape.of(1, 3, 2), 5, 6, 5, 6, 5, 6),
                        Array.ofLongs(Shape.of(1, 3), 1, 1, 0));
                assertThat(joined.get(0).floats())
                        .containsExactly(1, 1, 0, 0, 1, 1, 1, 1, 12, 32, 14, 52, 16, 72, 1, 1);
                assertThat(joined.get(1).longs()).containsExactly(1, 1, 1, 1, 1, 1, 0, 1);
            }
        }
    }

    private static FloatBuffer floats(float... values) {
        return FloatBuffer.wrap(values);
    }

    @Test
    void learnedPositionsTakeTextsOfTheirLengthOnly() {
        assertThatThrownBy(() -> trace(LEARNED, 4)).hasMessageContaining("exactly 3 tokens, found 4");
    }

    @Test
    void learnedPositionsAreReadFromTheConfig() {
        var json = "{\"text_encoder_dim\": 1, \"text_encoder_1_dim\": 2, \"langauge_model_dim\": 3,"
                + " \"use_learned_position_embedding\": true, \"max_seq_length\": 4}";
        assertThat(ProjectionConfig.read(ModelConfig.parse("config.json", json)))
                .isEqualTo(new ProjectionConfig(1, 2, 3, 4));
    }
}
