package jointdit.nn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import jointdit.nn.SinusoidalEmbedding.Order;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SinusoidalEmbeddingTest {
    private static final Golden GOLDEN = Golden.of("module_timestep_embedding");

    static Stream<String> outputs() {
        return GOLDEN.values().names().stream().filter(n -> n.startsWith("output."));
    }

    /** Names are {@code output.emb_TYPE_dimWIDTH_flip1}, with {@code _shift1} or without. */
    @ParameterizedTest
    @MethodSource("outputs")
    void agreesWithDiffusers(String name) {
        var parts = name.split("_");
        var width = Integer.parseInt(parts[2].substring("dim".length()));
        var order = "flip1".equals(parts[3]) ? Order.COSINES_FIRST : Order.SINES_FIRST;
        var shift = parts.length == 5 ? 1 : 0;
        var steps = GOLDEN.value("input.timesteps_" + parts[1]);
        GOLDEN.assertMatches(name, embedded(steps, width, order, shift));
    }

    private static Array embedded(Array steps, int width, Order order, int shift) {
        var graph = Graph.trace(Precision.FLOAT32, List.of(steps.spec()), scope -> {
            var embedding = SinusoidalEmbedding.of(scope, width, order, shift);
            return in -> List.of(embedding.apply(in.get(0)));
        });
        try (var weights = Weights.zeros(Layout.frozen(graph.parameters()), Device.cpu());
                var program = new Program(graph, weights)) {
            return program.run(steps).get(0);
        }
    }

    @Test
    void narrowOrOddWidthIsRefused() {
        assertThatThrownBy(() -> Graph.trace(scope -> SinusoidalEmbedding.of(scope, 5)::apply, Spec.floats(2)))
                .hasMessage("A sinusoidal embedding has an even width, found 5");
        assertThatThrownBy(() -> Graph.trace(
                        scope -> SinusoidalEmbedding.of(scope, 2, Order.SINES_FIRST, 1)::apply, Spec.floats(2)))
                .hasMessage("A sinusoidal embedding is wider than 3, found 2");
    }
}
