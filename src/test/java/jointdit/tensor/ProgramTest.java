package jointdit.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private static final Spec X = Spec.floats(4, 3);
    private static final Spec Y = Spec.floats(4, 2);

    private static Graph loss() {
        return Graph.trace(Precision.FLOAT32, List.of(X, Y), scope -> {
            var first = scope.in("first").parameter("weight", Init.fanIn(3), 5, 3);
            var last = scope.in("last").parameter("weight", Init.fanIn(5), 2, 5);
            var bias = scope.in("last").parameter("bias", Init.zeros(), 2);
            return in -> {
                var guess = in.get(0).linear(first).silu().linear(last, bias);
                return List.of(guess.sub(in.get(1)).square().mean(), guess.mean(0, 1));
            };
        });
    }

    private static Weights weights(Graph graph) {
        var layout = Layout.of(graph.parameters(), List.of(new Layout.Group("", 1e-2)));
        return Weights.initial(layout, Device.cpu(), 7);
    }

    private static Array x() {
        return Noise.normal(X.shape(), 1);
    }

    private static Array y() {
        return Noise.normal(Y.shape(), 2);
    }

    @Test
    void gradientMatchesFiniteDifferences() {
        var graph = loss();
        try (var weights = weights(graph);
                var program = new Program(graph, weights);
                var gradient = program.gradient(x(), y())) {
            var flat = weights.learning();
            for (var i = 0; i < flat.length; i++) {
                assertThat(gradient.floats()[i]).isCloseTo((float) slope(program, weights, flat, i), within(2e-3f));
            }
        }
    }

    private static double slope(Program program, Weights weights, float[] at, int index) {
        var step = 1e-2f;
        var moved = at.clone();
        moved[index] += step;
        weights.setLearning(moved);
        var above = program.run(x(), y()).get(0).floats()[0];
        moved[index] -= 2 * step;
        weights.setLearning(moved);
        var below = program.run(x(), y()).get(0).floats()[0];
        weights.setLearning(at);
        return (above - below) / (2 * step);
    }

    @Test
    void trainingLowersTheLossAndRepeatsBitForBit() {
        assertThat(losses()).isEqualTo(losses());
        assertThat(losses()[49]).isLessThan(losses()[0] * 0.5f);
    }

    private static float[] losses() {
        var graph = loss();
        try (var weights = weights(graph);
                var program = new Program(graph, weights);
                var adamW = new AdamW(weights, new AdamW.Settings(0.9, 0.999, 1e-8, 0.01))) {
            var losses = new float[50];
            for (var i = 0; i < 50; i++) {
                try (var gradient = program.gradient(x(), y())) {
                    losses[i] = gradient.loss();
                    adamW.clip(gradient, 1);
                    adamW.step(gradient, 1);
                }
            }
            return losses;
        }
    }

    @Test
    void parametersTheLossDoesNotReachHaveGradientZero() {
        var graph = Graph.trace(Precision.FLOAT32, List.of(X), scope -> in -> {
            var reached = scope.parameter("reached", Init.zeros(), 3);
            var stopped = scope.parameter("stopped", Init.zeros(), 3).stopGradient();
            scope.parameter("unused", Init.zeros(), 2);
            return List.of(in.get(0).mul(reached.add(stopped)).mean());
        });
        try (var weights = weights(graph);
                var program = new Program(graph, weights);
                var gradient = program.gradient(x())) {
            assertThat(gradient.floats()).hasSize(8).endsWith(0, 0, 0, 0, 0);
            assertThat(gradient.floats()[0]).isNotZero();
        }
    }

    @Test
    void misshapenProductNamesModuleAndShapes() {
        assertThatThrownBy(() -> Graph.trace(
                        scope -> x ->
                                x.linear(scope.in("unet.mid.attn2.to_k").parameter("weight", Init.zeros(), 320, 1024)),
                        Spec.floats(2, 77, 768)))
                .hasMessage("Cannot multiply (2, 77, 768) by (1024, 320) in unet.mid.attn2.to_k");
    }
}
