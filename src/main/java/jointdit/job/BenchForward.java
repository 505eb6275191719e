package jointdit.job;

import java.util.List;
import java.util.function.UnaryOperator;
import jointdit.nn.Conv;
import jointdit.nn.Linear;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Precision;
import jointdit.tensor.Spec;
import jointdit.tensor.Tensor;
import jointdit.tensor.Weights;

/** A forward pass with random weights of its own and random inputs. */
final class BenchForward implements BenchWork {
    /** Products in a row, so that copying the inputs in does not count. */
    private static final int IN_A_ROW = 8;

    private final Weights weights;
    private final BenchProgram program;

    /** Of any network of float inputs. */
    BenchForward(Graph graph) {
        weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 1);
        program = new BenchProgram(graph, weights);
    }

    /** Products of square matrices. */
    static BenchForward matrices(int side) {
        var spec = Spec.floats(side, side);
        return new BenchForward(Graph.trace(Precision.FLOAT32, List.of(spec, spec), scope -> in -> {
            var factor = in.get(1).mul(1.0 / side); // keeps the numbers small
            return List.of(inARow(product -> product.matmul(factor), in.get(0)));
        }));
    }

    /** Linear maps of a square matrix of weights that do not learn. */
    static BenchForward linear(int side) {
        return new BenchForward(Graph.trace(
                scope -> {
                    var linear = Linear.of(scope, side, side);
                    return in -> inARow(linear::apply, in);
                },
                Spec.floats(side, side)));
    }

    /** Convolutions with a kernel of 3x3. */
    static BenchForward convolutions(BenchPretrainedConfig.Convolution size) {
        return new BenchForward(Graph.trace(
                scope -> {
                    var convolution = Conv.same(scope, size.channels(), size.channels());
                    return in -> inARow(convolution::apply, in);
                },
                Spec.floats(1, size.channels(), size.side(), size.side())));
    }

    private static Tensor inARow(UnaryOperator<Tensor> operation, Tensor input) {
        var result = input;
        for (var i = 0; i < IN_A_ROW; i++) {
            result = operation.apply(result);
        }
        return result.mean();
    }

    @Override
    public double operations() {
        return program.operations();
    }

    @Override
    public void run() {
        program.run();
    }

    @Override
    public void close() {
        program.close();
        weights.close();
    }
}
