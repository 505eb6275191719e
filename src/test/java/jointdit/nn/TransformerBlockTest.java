package jointdit.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Function;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Init;
import jointdit.tensor.Layout;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;

class TransformerBlockTest {
    private static final Array TOKENS = Noise.normal(Shape.of(2, 3, 16), 1);
    private static final Array CONDITION = Noise.normal(Shape.of(2, 16), 2);

    private static Array run(Function<Scope, Graph.Network> network, Array... inputs) {
        var specs = List.of(inputs).stream().map(Array::spec).toList();
        var graph = Graph.trace(Precision.FLOAT32, specs, network);
        try (var weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 1);
                var program = new Program(graph, weights)) {
            return program.run(inputs).get(0);
        }
    }

    private static Graph.Network block(Scope scope) {
        var rotary = Rotary.of(scope, new float[] {0, 0.25f, 0.5f}, 8);
        var block = TransformerBlock.of(scope, 16, 2);
        return in -> List.of(block.apply(in.get(0), in.get(1), rotary));
    }

    @Test
    void freshBlockIsTheIdentity() {
        assertThat(run(TransformerBlockTest::block, TOKENS, CONDITION).floats()).containsExactly(TOKENS.floats());
    }

    @Test
    void openGatesMixTokensOfTheSameClipOnly() {
        var graph =
                Graph.trace(Precision.FLOAT32, List.of(TOKENS.spec(), CONDITION.spec()), TransformerBlockTest::block);
        try (var weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 1);
                var program = new Program(graph, weights)) {
            var ones = Array.filled(Shape.of(96), 1);
            weights.set("adaLN_modulation.bias", FloatBuffer.wrap(ones.floats()));
            var before = program.run(TOKENS, CONDITION).get(0).floats();
            var moved = TOKENS.floats().clone();
            moved[0] += 1; // first token of the first clip
            var after = program.run(Array.of(TOKENS.shape(), moved), CONDITION)
                    .get(0)
                    .floats();
            assertThat(after[32]).isNotEqualTo(before[32]); // last token of the first clip
            for (var i = 48; i < 96; i++) {
                assertThat(after[i]).isEqualTo(before[i]);
            }
        }
    }

    /** Scores of the same query and key at all pairs of the given times. */
    private static Array scores(float... seconds) {
        return run(
                scope -> {
                    var rotary = Rotary.of(scope, seconds, 8);
                    return in -> {
                        var everywhere = in.get(0).expand(1, 1, seconds.length, 8);
                        var key = scope.parameter("key", Init.fanIn(1), 1, 1, 1, 8)
                                .expand(1, 1, seconds.length, 8);
                        return List.of(rotary.apply(everywhere)
                                .matmul(rotary.apply(key).transpose(2, 3)));
                    };
                },
                Noise.normal(Shape.of(1, 1, 1, 8), 3));
    }

    @Test
    void rotaryScoresDependOnTimeDifferencesAlone() {
        var found = scores(0, 0.4f, 1.4f, 1.8f).floats();
        assertThat(found[1]).isCloseTo(found[2 * 4 + 3], within(1e-5f)); // 0 to 0.4 and 1.4 to 1.8
        assertThat(found[4]).isCloseTo(found[3 * 4 + 2], within(1e-5f)); // and back
        assertThat(found[0]).isCloseTo(found[15], within(1e-5f));
        assertThat(found[1]).isNotCloseTo(found[2], within(1e-2f));
    }

    @Test
    void rotaryAtTimeZeroTurnsNothing() {
        var heads = Noise.normal(Shape.of(1, 1, 1, 8), 3);
        var found = run(
                scope -> {
                    var rotary = Rotary.of(scope, new float[] {0}, 8);
                    return in -> List.of(rotary.apply(in.get(0)));
                },
                heads);
        assertThat(found.floats()).containsExactly(heads.floats());
    }

    /** Scores of the same query and key at all pairs of places of two pictures, 0.5 s apart, of 2 x 3 tokens. */
    private static float[] placeScores() {
        return run(
                        scope -> {
                            var rotary = Rotary.of(scope, new Rotary.Grid(new float[] {0, 0.5f}, 2, 3), 16);
                            return in -> {
                                var query = in.get(0).expand(1, 1, 12, 16);
                                var key = scope.parameter("key", Init.fanIn(1), 1, 1, 1, 16)
                                        .expand(1, 1, 12, 16);
                                return List.of(rotary.apply(query)
                                        .matmul(rotary.apply(key).transpose(2, 3)));
                            };
                        },
                        Noise.normal(Shape.of(1, 1, 1, 16), 3))
                .floats();
    }

    @Test
    void rotaryScoresInAGridDependOnDifferencesOfTimeRowAndColumn() {
        var found = placeScores();

        assertThat(found[1]).isCloseTo(found[4 * 12 + 5], within(1e-5f)); // a column on, in both rows
        assertThat(found[3]).isCloseTo(found[8 * 12 + 11], within(1e-5f)); // a row on, in both pictures
        assertThat(found[6]).isCloseTo(found[5 * 12 + 11], within(1e-5f)); // a picture on, in two places
        assertThat(found[1]).isNotCloseTo(found[0], within(1e-3f));
        assertThat(found[3]).isNotCloseTo(found[0], within(1e-3f));
        assertThat(found[6]).isNotCloseTo(found[0], within(1e-3f));
    }

    @Test
    void rotaryTurnsPairsByTheirAngle() {
        var found = run(
                scope -> {
                    var rotary = Rotary.of(scope, new float[] {0.02f}, 4);
                    return in -> List.of(rotary.apply(in.get(0)));
                },
                Array.of(Shape.of(1, 1, 1, 4), 1, 2, 3, 4));
        // one pair of period 0.08 s: a quarter turn takes (1, 2) to (-2, 1)
        assertThat(found.floats()[0]).isCloseTo(-2, within(1e-5f));
        assertThat(found.floats()[1]).isCloseTo(1, within(1e-5f));
        assertThat(found.floats()[2]).isEqualTo(3);
        assertThat(found.floats()[3]).isEqualTo(4);
    }

    @Test
    void specsOfTheBlockAreKept() {
        var graph =
                Graph.trace(Precision.FLOAT32, List.of(TOKENS.spec(), CONDITION.spec()), TransformerBlockTest::block);
        assertThat(graph.outputs()).containsExactly(Spec.floats(2, 3, 16));
    }
}
