package jointdit.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

class TransformerSpatioTemporalModelTest {
    private static final Array PICTURES = Noise.normal(Shape.of(3, 32, 2, 2), 1);
    private static final Array CONTEXT = Noise.normal(Shape.of(3, 2, 6), 2);

    private static Graph graph(int heads) {
        var specs = List.of(
                PICTURES.spec(), CONTEXT.spec(), Array.filled(Shape.of(1, 3), 0).spec());
        return Graph.trace(Precision.FLOAT32, specs, scope -> {
            var sizes = new TransformerSpatioTemporalModel.Sizes(32, 6, heads, 2);
            var transformer = TransformerSpatioTemporalModel.of(scope, sizes);
            return in -> List.of(transformer.apply(in.get(0), in.get(1), in.get(2)));
        });
    }

    /** The first picture's result. */
    private static float[] first(Array pictures, float still) {
        var graph = graph(4);
        try (var weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 3);
                var program = new Program(graph, weights)) {
            var all = program.run(pictures, CONTEXT, Array.filled(Shape.of(1, 3), still))
                    .get(0)
                    .floats();
            return Arrays.copyOf(all, all.length / 3);
        }
    }

    private static Array withAnotherLastPicture() {
        var values = PICTURES.floats().clone();
        for (var i = values.length * 2 / 3; i < values.length; i++) {
            values[i] = -values[i];
        }
        return Array.of(PICTURES.shape(), values);
    }

    @Test
    void picturesOfAVideoSeeEachOther() {
        assertThat(first(withAnotherLastPicture(), 0)).isNotEqualTo(first(PICTURES, 0));
    }

    @Test
    void stillsDoNot() {
        assertThat(first(withAnotherLastPicture(), 1)).containsExactly(first(PICTURES, 1));
    }

    @Test
    void channelsThatDoNotFallToTheHeadsAreAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> graph(5))
                .withMessageContaining("32 channels do not fall to 5 heads");
    }
}
