package jointdit.joint;

import static org.assertj.core.api.Assertions.assertThat;

import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Noise;
import jointdit.tensor.Program;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;

class PatchesTest {
    private static final Patches PATCHES =
            new Patches(4, 3, 4, 6, 0.125, new TowerConfig.Transformer(8, 1, 1, 2, 2, 3));

    @Test
    void joinUndoesCut() {
        var grid = Noise.normal(Spec.floats(2, 4, 3, 4, 6).shape(), 1);
        var graph = Graph.trace(scope -> x -> PATCHES.join(PATCHES.cut(x)), Spec.floats(2, 4, 3, 4, 6));
        try (var weights = Weights.zeros(Layout.frozen(graph.parameters()), Device.cpu());
                var program = new Program(graph, weights)) {
            assertThat(program.run(grid).get(0).floats()).containsExactly(grid.floats());
        }
    }

    @Test
    void tokensHoldTheMiddleOfTheirFrames() {
        assertThat(PATCHES.tokens()).isEqualTo(8);
        assertThat(PATCHES.values()).isEqualTo(36);
        assertThat(PATCHES.seconds()).containsExactly(.125f, .125f, .125f, .125f, .375f, .375f, .375f, .375f);
    }
}
