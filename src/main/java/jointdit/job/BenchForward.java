package jointdit.job;

import java.util.List;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;

/** A forward pass with random weights and inputs. */
final class BenchForward implements BenchWork {
    /** Products in a row, so that copying the inputs in does not count. */
    private static final int IN_A_ROW = 8;

    private final Graph graph;
    private final Weights weights;
    private final Program program;
    private final Array[] inputs;

    /** Of any network of float inputs. */
    BenchForward(Graph graph) {
        this.graph = graph;
        weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 1);
        program = new Program(graph, weights);
        inputs = graph.inputs().stream()
                .map(spec -> Noise.normal(spec.shape(), 1))
                .toArray(Array[]::new);
    }

    /** Products of square matrices. */
    static BenchForward matrices(int side) {
        var spec = Spec.floats(side, side);
        return new BenchForward(Graph.trace(Precision.FLOAT32, List.of(spec, spec), scope -> in -> {
            var product = in.get(0);
            var factor = in.get(1).mul(1.0 / side); // keeps the numbers small
            for (var i = 0; i < IN_A_ROW; i++) {
                product = product.matmul(factor);
            }
            return List.of(product.mean());
        }));
    }

    @Override
    public double operations() {
        return graph.operations();
    }

    @Override
    public void run() {
        program.run(inputs);
    }

    @Override
    public void close() {
        program.close();
        weights.close();
    }
}
