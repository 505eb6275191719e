package jointdit.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientTest {
    @Test
    void piecesAreTheWholeInOrderAndCanBeOverwritten() {
        var layout = Layout.of(List.of(new Parameter("p", Shape.of(7), Init.zeros())), List.of());
        try (var weights = Weights.zeros(layout, Device.cpu());
                var gradient = new Gradient(weights.flat(), List.of(), flat -> {})) {
            var sizes = new ArrayList<Integer>();
            gradient.change(piece -> fill(piece, sizes), 3);

            assertThat(sizes).containsExactly(3, 3, 1);
            assertThat(gradient.floats()).containsExactly(1, 2, 3, 1, 2, 3, 1);
        }
    }

    private static void fill(FloatBuffer piece, List<Integer> sizes) {
        sizes.add(piece.remaining());
        for (var i = 0; i < piece.limit(); i++) {
            piece.put(i, i + 1);
        }
    }
}
