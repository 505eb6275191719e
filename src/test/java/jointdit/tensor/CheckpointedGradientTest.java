package jointdit.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointedGradientTest {
    private static final int BLOCKS = 3;

    private record Found(float[] gradient, List<Array> outputs) {}

    private static Found gradient(Graph graph, String learning, Array... inputs) {
        var layout = Layout.of(graph.parameters(), List.of(new Layout.Group(learning, 1e-3)));
        try (var weights = Weights.initial(layout, Device.cpu(), 7);
                var program = new Program(graph, weights);
                var gradient = program.gradient(inputs)) {
            return new Found(gradient.floats(), gradient.outputs());
        }
    }

    private static void assertSame(Graph graph, String learning, Array... inputs) {
        var plain = gradient(graph, learning, inputs);
        var cut = gradient(graph.checkpointed(), learning, inputs);

        assertThat(graph.checkpointed().segments()).hasSizeGreaterThan(1);
        assertThat(cut.gradient()).containsExactly(plain.gradient());
        for (var i = 0; i < plain.outputs().size(); i++) {
            assertThat(cut.outputs().get(i).floats())
                    .containsExactly(plain.outputs().get(i).floats());
        }
    }

    @Test
    void gradientIsThePlainOneWithDropoutToo() {
        var graph = TinyTransformer.traced(Precision.FLOAT32, BLOCKS).graph();

        assertSame(graph, "", TinyTransformer.batch(1, 1));
        assertSame(TinyTransformer.traced(Precision.BFLOAT16, BLOCKS).graph(), "", TinyTransformer.batch(1, 1));
    }

    @Test
    void frozenBlocksPassTheGradientOn() {
        var graph = TinyTransformer.traced(Precision.FLOAT32, BLOCKS).graph();

        assertSame(graph, "blocks.0", TinyTransformer.batch(1, 1));
        assertSame(graph, "blocks.2", TinyTransformer.batch(1, 1));
    }

    /**
     * A weight and a result are used in all three segments; another weight is used by nothing that reaches the loss.
     */
    private static Graph shared() {
        var tokens = Spec.floats(3, 4);
        return Graph.trace(Precision.FLOAT32, List.of(tokens), scope -> {
            var weight = scope.parameter("weight", Init.fanIn(4), 4, 4);
            var idle = scope.parameter("idle", Init.fanIn(4), 4, 4);
            return in -> {
                var first = Cut.after(in.get(0).linear(weight).silu());
                var second = Cut.after(first.linear(weight).add(first).silu());
                var stopped = second.linear(idle).stopGradient();
                return List.of(
                        second.linear(weight).mul(first).add(stopped).square().mean(), first, stopped);
            };
        });
    }

    @Test
    void gradientsByWhatSeveralSegmentsUseAddUp() {
        var input = Noise.normal(Shape.of(3, 4), 5);
        var plain = gradient(shared(), "", input);
        var cut = gradient(shared().checkpointed(), "", input);

        for (var i = 0; i < plain.gradient().length; i++) {
            assertThat(cut.gradient()[i]).isCloseTo(plain.gradient()[i], offset(1e-7f));
        }
        assertThat(cut.outputs().get(1).floats())
                .containsExactly(plain.outputs().get(1).floats());
        assertThat(cut.outputs().get(2).floats())
                .containsExactly(plain.outputs().get(2).floats());
    }

    @Test
    void segmentsTakeWhatEarlierOnesReturn() {
        var segments = shared().checkpointed().segments();

        assertThat(segments).hasSize(3);
        assertThat(segments.get(0).inputs()).containsExactly("x0");
        assertThat(segments.get(1).inputs())
                .containsExactlyElementsOf(segments.get(0).outputs());
        assertThat(segments.get(2).inputs()).hasSize(2);
        assertThat(shared().segments()).hasSize(1);
    }

    @Test
    void onlyOneBlockIsKeptBesideWhatGoesBetweenBlocks() {
        var two = TinyTransformer.traced(Precision.FLOAT32, 2).graph();
        var four = TinyTransformer.traced(Precision.FLOAT32, 4).graph();
        var layout = Layout.of(four.parameters(), List.of(new Layout.Group("", 1e-3)));
        var tokens = 4L * TinyTransformer.BATCH * TinyTransformer.TOKENS * TinyTransformer.WIDTH;

        assertThat(four.checkpointed().footprint().kept(layout)
                        - two.checkpointed().footprint().kept(layout))
                .isEqualTo(2 * tokens);
        assertThat(four.footprint().kept(layout) - two.footprint().kept(layout)).isGreaterThan(20 * tokens);
    }

    @Test
    void allButTheLastSegmentIsComputedTwice() {
        var graph = TinyTransformer.traced(Precision.FLOAT32, BLOCKS).graph();
        var layout = Layout.of(graph.parameters(), List.of(new Layout.Group("", 1e-3)));

        var more = graph.checkpointed().footprint().trainingOperations(layout)
                - graph.footprint().trainingOperations(layout);

        assertThat(more).isEqualTo(graph.operations()); // the last segment has no products
    }
}
