package jointdit.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import jointdit.tensor.Footprint.Part;
import org.junit.jupiter.api.Test;

class FootprintTest {
    /** Two linear maps 4 to 8 to 2 with a SiLU between them, on 3 rows; parts {@code first} and {@code second}. */
    private static final Graph GRAPH = Graph.trace(
            scope -> {
                var first = scope.in("first").parameter("weight", Init.zeros(), 8, 4);
                var second = scope.in("second").parameter("weight", Init.zeros(), 2, 8);
                return in -> in.linear(first).silu().linear(second);
            },
            Spec.floats(3, 4));

    private static final Footprint FOOTPRINT = GRAPH.footprint();

    private static Layout learning(Graph graph, String pattern) {
        return Layout.of(graph.parameters(), List.of(new Layout.Group(pattern, 1)));
    }

    @Test
    void weightsAndInputsAreCounted() {
        assertThat(FOOTPRINT.parameters()).isEqualTo(8 * 4 + 2 * 8);
        assertThat(FOOTPRINT.inputs()).isEqualTo(4 * 3 * 4);
    }

    @Test
    void peakIsTheSiluBetweenItsInputAndItsResult() {
        assertThat(FOOTPRINT.peak()).isEqualTo(2 * (4 * 3 * 8));
    }

    @Test
    void gradientKeepsTheInputOfTheSiluAndOfTheSecondMap() {
        assertThat(FOOTPRINT.kept(learning(GRAPH, ""))).isEqualTo(2 * (4 * 3 * 8));
    }

    @Test
    void aFrozenMapKeepsNothing() {
        assertThat(FOOTPRINT.kept(learning(GRAPH, "first"))).isEqualTo(4 * 3 * 8);
        assertThat(FOOTPRINT.kept(learning(GRAPH, "second"))).isEqualTo(4 * 3 * 8);
        assertThat(FOOTPRINT.kept(Layout.frozen(GRAPH.parameters()))).isZero();
    }

    @Test
    void gradientTakesAProductForEachFactorThatMoves() {
        var first = 2 * 3 * 8 * 4;
        var second = 2 * 3 * 2 * 8;

        assertThat(FOOTPRINT.operations()).isEqualTo(first + second).isEqualTo(GRAPH.operations());
        assertThat(FOOTPRINT.trainingOperations(learning(GRAPH, ""))).isEqualTo(2 * first + 3 * second);
        assertThat(FOOTPRINT.trainingOperations(learning(GRAPH, "second"))).isEqualTo(first + 2 * second);
    }

    @Test
    void partsAreModules() {
        var parts = FOOTPRINT.parts(path -> path.split("\\.", 2)[0], learning(GRAPH, ""));

        assertThat(parts)
                .containsExactly(
                        Map.entry("first", new Part(3, 32, 192, 2 * 96)), Map.entry("second", new Part(3, 16, 96, 0)));
    }

    @Test
    void viewsTakeNoMemoryAndKeepWhatTheyView() {
        var graph =
                Graph.trace(scope -> in -> in.exp().transpose(0, 1).unsqueeze(0).mul(2), Spec.floats(5, 7));

        assertThat(graph.footprint().peak()).isEqualTo(2 * (4 * 5 * 7));
    }

    @Test
    void reshapingWhatIsTurnedCopies() {
        var graph = Graph.trace(scope -> in -> in.exp().transpose(0, 1).reshape(35), Spec.floats(5, 7));

        assertThat(graph.footprint().peak()).isEqualTo(2 * (4 * 5 * 7));
    }

    @Test
    void reshapingTheRestDoesNot() {
        var graph = Graph.trace(scope -> in -> in.exp().reshape(35), Spec.floats(5, 7));

        assertThat(graph.footprint().peak()).isEqualTo(4 * 5 * 7);
    }

    @Test
    void convolutionsAndAttentionsAreWork() {
        var graph = Graph.trace(
                scope -> {
                    var kernel = scope.parameter("weight", Init.zeros(), 6, 4, 3, 3);
                    return in -> {
                        var pictures = Convolution.of(2, 1, 1).apply(in, kernel, List.of());
                        var heads =
                                pictures.reshape(2, 6, 2048, 2).transpose(1, 2).reshape(2, 1, 2048, 12);
                        return Attention.apply(heads, heads, heads);
                    };
                },
                Spec.floats(2, 4, 64, 64));

        var convolution = 2 * (2 * 6 * 64 * 64) * (4 * 9);
        var attention = 2L * (2 * 2048 * 2048) * (12 + 12);

        assertThat(graph.operations()).isEqualTo(convolution + attention);
    }
}
