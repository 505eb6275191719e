package jointdit.golden;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Tensor;
import jointdit.tensor.Weights;

/** Runs what has no weights. */
final class Formula {
    private Formula() {}

    static Weights noWeights() {
        return Weights.zeros(Layout.frozen(List.of()), Device.cpu());
    }

    /** Value of {@code function} at {@code inputs}. */
    static Array value(Function<List<Tensor>, Tensor> function, Array... inputs) {
        var specs = Arrays.stream(inputs).map(Array::spec).toList();
        var graph = Graph.trace(Precision.FLOAT32, specs, scope -> in -> List.of(function.apply(in)));
        try (var weights = noWeights();
                var program = new Program(graph, weights)) {
            return program.run(inputs).get(0);
        }
    }
}
