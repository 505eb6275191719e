package jointdit.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import jointdit.nn.AlphaBlender.Merge;
import jointdit.nn.AlphaBlender.ShareOf;
import jointdit.nn.AlphaBlender.Strategy;
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

/** Spatial is 1 and temporal 0 everywhere, so that the mix shows the spatial share. */
class AlphaBlenderTest {
    private static final float LOGIT = (float) Math.log(3); // a share of 3 / 4

    @Test
    void fixedFactorIsTheShare() {
        assertShares(new Merge(Strategy.FIXED, ShareOf.SPATIAL, 0), 0.25f, 0.25f, 0.25f, 0.25f, 0.25f);
    }

    @Test
    void learnedFactorIsALogit() {
        assertShares(new Merge(Strategy.LEARNED, ShareOf.SPATIAL, 0), LOGIT, 0.75f, 0.75f, 0.75f, 0.75f);
    }

    @Test
    void switchedFactorTellsTheTemporalShare() {
        assertShares(Merge.IN_DECODER, LOGIT, 0.25f, 0.25f, 0.25f, 0.25f);
    }

    @Test
    void stillsHaveNoTemporalShare() {
        assertShares(Merge.IN_UNET, LOGIT, 0.75f, 1, 0.75f, 0.75f);
    }

    @Test
    void othersThanFramesOrTokensAreAnError() {
        var spec = Spec.floats(4, 1, 1, 1);
        assertThatThrownBy(() -> graph(spec, Merge.IN_UNET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(B F, N, D)")
                .hasMessageContaining("(4, 1, 1, 1)");
    }

    /** Of four frames in two clips, the second a still. */
    private static void assertShares(Merge merge, float factor, float... wanted) {
        assertThat(shares(Shape.of(4, 1, 1), merge, factor)).containsExactly(wanted, within(1e-6f));
        assertThat(shares(Shape.of(2, 1, 2, 1, 1), merge, factor)).containsExactly(wanted, within(1e-6f));
    }

    private static float[] shares(Shape shape, Merge merge, float factor) {
        var graph = graph(Spec.floats(shape.sizes()), merge);
        try (var weights = Weights.zeros(Layout.frozen(graph.parameters()), Device.cpu());
                var program = new Program(graph, weights)) {
            weights.set("mix_factor", FloatBuffer.wrap(new float[] {factor}));
            return program.run(Array.filled(shape, 1), Array.filled(shape, 0), Array.of(Shape.of(2, 2), 0, 1, 0, 0))
                    .get(0)
                    .floats();
        }
    }

    private static Graph graph(Spec frames, Merge merge) {
        return Graph.trace(Precision.FLOAT32, List.of(frames, frames, Spec.floats(2, 2)), scope -> {
            var blender = AlphaBlender.of(scope, merge);
            return in -> List.of(blender.apply(in.get(0), in.get(1), in.get(2)));
        });
    }
}
