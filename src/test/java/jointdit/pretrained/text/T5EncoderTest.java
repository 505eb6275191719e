package jointdit.pretrained.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import jointdit.pretrained.ModelConfig;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Shape;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;

class T5EncoderTest {
    private static T5Config config(String more) {
        return T5Config.read(ModelConfig.parse(
                "config.json",
                "{\"vocab_size\": 9, \"d_model\": 8, \"d_kv\": 4, \"d_ff\": 16, \"num_layers\": 2, \"num_heads\": 2"
                        + more + "}"));
    }

    private static Graph trace(T5Config config, int tokens) {
        var ids = Array.ofLongs(Shape.of(1, tokens), new long[tokens]).spec();
        return Graph.trace(Precision.FLOAT32, List.of(ids, ids), scope -> {
            var net = T5Encoder.of(scope, config);
            return in -> List.of(net.apply(in.get(0), in.get(1)));
        });
    }

    private static float[] states(T5Config config, long[] ids, long[] mask) {
        var graph = trace(config, ids.length);
        var shape = Shape.of(1, ids.length);
        try (var weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 1);
                var program = new Program(graph, weights)) {
            return program.run(Array.ofLongs(shape, ids), Array.ofLongs(shape, mask))
                    .get(0)
                    .floats();
        }
    }

    @Test
    void plainFeedForwardHasOneMapIn() {
        var names =
                trace(config(""), 2).parameters().stream().map(p -> p.name()).toList();
        assertThat(names)
                .contains("encoder.block.1.layer.1.DenseReluDense.wi.weight")
                .doesNotContain("encoder.block.1.layer.1.DenseReluDense.wi_0.weight");
    }

    @Test
    void paddingChangesNothing() {
        var config = config(", \"feed_forward_proj\": \"gated-gelu\"");
        var alone = states(config, new long[] {3, 5, 1}, new long[] {1, 1, 1});
        var padded = states(config, new long[] {3, 5, 1, 0, 0}, new long[] {1, 1, 1, 0, 0});
        for (var i = 0; i < alone.length; i++) {
            assertThat(padded[i]).isCloseTo(alone[i], within(2e-6f));
        }
    }

    @Test
    void otherFeedForwardsAreRefusedByName() {
        assertThatThrownBy(() -> config(", \"feed_forward_proj\": \"gated-silu\""))
                .hasMessageContaining("feed_forward_proj");
        assertThatThrownBy(() -> config(", \"dense_act_fn\": \"gelu_new\"")).hasMessageContaining("dense_act_fn");
    }
}
