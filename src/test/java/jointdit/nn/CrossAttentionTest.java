package jointdit.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Shape;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;

class CrossAttentionTest {
    private static final Array TOKENS = Noise.normal(Shape.of(1, 3, 8), 1);
    private static final Array CONTEXT = Noise.normal(Shape.of(1, 5, 6), 2);

    private static float[] run(Array context, long... mask) {
        var inputs = new Array[] {TOKENS, context, Array.ofLongs(Shape.of(1, mask.length), mask)};
        var specs = List.of(inputs).stream().map(Array::spec).toList();
        var graph = Graph.trace(Precision.FLOAT32, specs, scope -> {
            var attention = CrossAttention.of(scope, new CrossAttention.Sizes(8, 6, 2, 4));
            return in -> List.of(attention.apply(in.get(0), Context.masked(in.get(1), in.get(2))));
        });
        try (var weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 3);
                var program = new Program(graph, weights)) {
            return program.run(inputs).get(0).floats();
        }
    }

    @Test
    void hiddenTokensAreAsIfAbsent() {
        var first = Array.of(Shape.of(1, 3, 6), Arrays.copyOf(CONTEXT.floats(), 18));
        assertThat(run(CONTEXT, 1, 1, 1, 0, 0)).containsExactly(run(first, 1, 1, 1), within(1e-6f));
    }

    @Test
    void seenTokensCount() {
        assertThat(run(CONTEXT, 1, 1, 1, 1, 0)).isNotEqualTo(run(CONTEXT, 1, 1, 1, 0, 0));
    }
}
