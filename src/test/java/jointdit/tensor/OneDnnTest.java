package jointdit.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OneDnnTest {
    private static final Array ROWS = Noise.normal(Shape.of(3, 7, 24), 1);

    private static Graph graph() {
        return Graph.trace(Precision.FLOAT32, List.of(ROWS.spec()), scope -> {
            var first = scope.parameter("first", Init.fanIn(24), 40, 24);
            var bias = scope.parameter("bias", Init.fanIn(1), 40);
            var last = scope.parameter("last", Init.fanIn(40), 5, 40);
            return in -> List.of(in.get(0).linear(first, bias).transpose(0, 1).linear(last));
        });
    }

    private static float[] run(Layout layout) {
        try (var weights = Weights.initial(layout, Device.cpu(), 2);
                var program = new Program(graph(), weights)) {
            return program.run(ROWS).get(0).floats();
        }
    }

    @Test
    void weightsThatDoNotLearnGiveTheSameNumbers() {
        var parameters = graph().parameters();
        var learning = run(Layout.of(parameters, List.of(new Layout.Group("", 1))));

        assertThat(run(Layout.frozen(parameters))).containsExactly(learning, within(2e-6f));
    }

    @Test
    void onlyLinearMapsAreReplaced() {
        assertThat(OneDnn.linear("v2 = torch.linear(v0, v1)\nv3 = torch.linear(v2, v1, v0)\nv4 = torch.matmul(v2, v3)"))
                .isEqualTo("""
                        v2 = ops.mkldnn._linear_pointwise(v0, v1, None, "none", [], None)
                        v3 = ops.mkldnn._linear_pointwise(v2, v1, v0, "none", [], None)
                        v4 = torch.matmul(v2, v3)""");
    }
}
