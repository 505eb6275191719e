package jointdit.pretrained.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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

class PosteriorTest {
    @Test
    void samplesAroundTheMeanAsFarAsTheDeviation() {
        var noise = new float[] {0, 1, -1, 1};
        assertThat(sample(new float[] {5, 5, 5, 0}, new float[] {0, 0, (float) Math.log(4), -1000}, noise))
                .containsExactly(new float[] {5, 6, 3, (float) Math.exp(-15)}, within(1e-6f));
    }

    @Test
    void logVarianceIsBoundedAbove() {
        assertThat(sample(new float[4], new float[] {1000, 1000, 1000, 20}, new float[] {1, 1, 1, 1}))
                .containsExactly(new float[] {22026.465f, 22026.465f, 22026.465f, 22026.465f}, within(0.1f));
    }

    private static float[] sample(float[] mean, float[] logVariance, float[] noise) {
        var graph = Graph.trace(
                Precision.FLOAT32,
                List.of(Spec.floats(1, 2, 2, 2), Spec.floats(1, 1, 2, 2)),
                scope -> in -> List.of(Posterior.of(in.get(0)).sample(in.get(1))));
        var moments = new float[8];
        System.arraycopy(mean, 0, moments, 0, 4);
        System.arraycopy(logVariance, 0, moments, 4, 4);
        try (var weights = Weights.zeros(Layout.frozen(List.of()), Device.cpu());
                var program = new Program(graph, weights)) {
            return program.run(Array.of(Shape.of(1, 2, 2, 2), moments), Array.of(Shape.of(1, 1, 2, 2), noise))
                    .get(0)
                    .floats();
        }
    }
}
