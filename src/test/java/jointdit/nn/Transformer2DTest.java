package jointdit.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import jointdit.nn.Transformer2D.Projection;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Shape;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;

class Transformer2DTest {
    @Test
    void kernelsAndMatricesAreOneThing() {
        assertThat(run(Projection.CONVOLUTION)).containsExactly(run(Projection.LINEAR), within(1e-6f));
    }

    private static float[] run(Projection projection) {
        var input = Noise.normal(Shape.of(2, 8, 3, 5), 1);
        var graph = Graph.trace(Precision.FLOAT32, List.of(input.spec()), scope -> {
            var transformer =
                    Transformer2D.of(scope, new Transformer2D.Sizes(8, 2, 2, 4, projection), Optional.empty());
            return in -> List.of(transformer.apply(in.get(0)));
        });
        try (var weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 3);
                var program = new Program(graph, weights)) {
            return program.run(input).get(0).floats();
        }
    }
}
