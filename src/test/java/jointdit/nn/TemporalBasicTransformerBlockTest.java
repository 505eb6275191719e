package jointdit.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

class TemporalBasicTransformerBlockTest {
    private static final int CLIPS = 2;
    private static final int FRAMES = 3;
    private static final int PLACES = 4;
    private static final Array TOKENS = Noise.normal(Shape.of(CLIPS * FRAMES, PLACES, 8), 1);

    private static float[] run(Array tokens, Array context) {
        var graph = Graph.trace(Precision.FLOAT32, List.of(tokens.spec(), context.spec()), scope -> {
            var block = TemporalBasicTransformerBlock.of(scope, new CrossAttention.Sizes(8, 6, 2, 4));
            return in -> List.of(block.apply(in.get(0), in.get(1), FRAMES));
        });
        try (var weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 3);
                var program = new Program(graph, weights)) {
            return program.run(tokens, context).get(0).floats();
        }
    }

    @Test
    void aContextPerClipIsTheSameContextForAllItsPlaces() {
        var perClip = Noise.normal(Shape.of(CLIPS, 2, 6), 2);
        var repeated = new float[CLIPS * PLACES * 12];
        for (var i = 0; i < repeated.length; i++) {
            repeated[i] = perClip.floats()[i / (PLACES * 12) * 12 + i % 12];
        }

        var perPlace = run(TOKENS, Array.of(Shape.of(CLIPS * PLACES, 2, 6), repeated));

        assertThat(run(TOKENS, perClip)).containsExactly(perPlace, within(1e-5f));
    }

    @Test
    void aPlaceSeesItselfInOtherFramesAndNoOtherPlace() {
        var context = Noise.normal(Shape.of(CLIPS, 1, 6), 2);
        var changed = TOKENS.floats().clone();
        changed[PLACES * 8] += 1; // first place of frame 1 of clip 0

        var before = run(TOKENS, context);
        var after = run(Array.of(TOKENS.shape(), changed), context);

        for (var row = 0; row < CLIPS * FRAMES * PLACES; row++) {
            var sees = row % PLACES == 0 && row < FRAMES * PLACES;
            assertThat(Math.abs(before[row * 8] - after[row * 8]) > 1e-4)
                    .as("row %d", row)
                    .isEqualTo(sees);
        }
    }
}
