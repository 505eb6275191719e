package jointdit.tensor;

import static jointdit.tensor.Traced.between;
import static jointdit.tensor.Traced.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of every differentiable operation, by all its operands, against central finite differences. */
class OperationGradientTest {
    private static final float STEP = 1e-2f;

    private static Arguments of(String name, Function<List<Tensor>, Tensor> operation, Array... operands) {
        return argumentSet(name, operation, List.of(operands));
    }

    private static Arguments one(String name, UnaryOperator<Tensor> operation) {
        return of(name, in -> operation.apply(in.get(0)), noise(2, 3, 4));
    }

    private static Arguments positive(String name, UnaryOperator<Tensor> operation) {
        return of(name, in -> operation.apply(in.get(0)), between(0.5, 2, 2, 3));
    }

    /** Values of random sign, at least 0.5 from 0 and from 1, where some functions have corners. */
    private static Arguments cornered(String name, UnaryOperator<Tensor> operation) {
        var values = Traced.each(i -> Math.signum(Traced.at(noise(2, 6), i)) * (0.5 + 1.5 * (i[1] % 2)), 2, 6);
        return of(name, in -> operation.apply(in.get(0)), values);
    }

    private static Arguments pair(String name, Function<List<Tensor>, Tensor> operation) {
        return of(name, operation, noise(2, 1, 3), between(0.5, 2, 4, 1));
    }

    static Stream<Arguments> functions() {
        return Stream.of(
                one("add", x -> x.add(1.5)),
                one("mul", x -> x.mul(-2.5)),
                one("neg", Tensor::neg),
                one("pow", x -> x.pow(3)),
                one("square", Tensor::square),
                one("exp", Tensor::exp),
                one("sin", Tensor::sin),
                one("cos", Tensor::cos),
                one("tanh", Tensor::tanh),
                one("sigmoid", Tensor::sigmoid),
                one("silu", Tensor::silu),
                one("gelu", Tensor::gelu),
                one("geluTanh", Tensor::geluTanh),
                one("quickGelu", Tensor::quickGelu),
                positive("log", Tensor::log),
                positive("sqrt", Tensor::sqrt),
                cornered("abs", Tensor::abs),
                cornered("relu", Tensor::relu),
                cornered("leakyRelu", x -> x.leakyRelu(0.1)),
                cornered("clamp", x -> x.clamp(-1, 1)),
                cornered("where", x -> x.greater(1).where(x.square(), x)),
                pair("add tensor", in -> in.get(0).add(in.get(1))),
                pair("sub tensor", in -> in.get(0).sub(in.get(1))),
                pair("mul tensor", in -> in.get(0).mul(in.get(1))),
                pair("div tensor", in -> in.get(0).div(in.get(1))),
                pair("maximum", in -> in.get(0).add(3).maximum(in.get(1).mul(0.1))),
                pair("minimum", in -> in.get(0).add(3).minimum(in.get(1).mul(0.1))));
    }

    static Stream<Arguments> reductionsAndShapes() {
        var ids = Array.ofLongs(Shape.of(3), 1, 0, 1);
        return Stream.of(
                one("sum", x -> x.sum(1)),
                one("mean", x -> x.mean(0, 2)),
                one("meanKept", x -> x.square().meanKept(-1)),
                one("mean of all", x -> x.square().mean()),
                one("max", x -> x.max(1)),
                one("softmax", x -> x.softmax(1)),
                one("reshape", x -> x.reshape(6, 4)),
                one("flatten", x -> x.flatten(0, 1)),
                one("permute", x -> x.permute(2, 0, 1)),
                one("transpose", x -> x.transpose(0, 2)),
                one("squeeze", x -> x.unsqueeze(1).squeeze(1)),
                one("expand", x -> x.unsqueeze(0).expand(3, 2, 3, 4)),
                one("repeatInterleave", x -> x.repeatInterleave(2, 1)),
                one("split", x -> x.split(2, 1, 3).get(1)),
                one("slice", x -> x.slice(1, 0, 2)),
                one("select", x -> x.select(0, 1)),
                one("concat", x -> Tensor.concat(List.of(x, x.square()), 1)),
                one("stack", x -> Tensor.stack(List.of(x, x.square()), 0)),
                of("indexSelect", in -> in.get(0).indexSelect(0, in.get(1)), noise(2, 4), ids),
                of("gather", in -> in.get(0).gather(0, in.get(1)), noise(2, 4), ids.reshape(1, 3)),
                of("embedding", in -> in.get(0).embedding(in.get(1)), noise(2, 4), ids),
                of("dropout", in -> in.get(0).dropout(0.5, in.get(1)), noise(2, 8), Array.ofLongs(Shape.of(2), 3, 4)));
    }

    static Stream<Arguments> products() {
        var dilated = Convolution.of(1, 2, 1).dilated(2).grouped(2);
        var plane = Convolution.of(2, 2, 1);
        var volume = Convolution.of(3, 1, 1);
        var frames = new Convolution(List.of(1, 1, 1), List.of(1, 0, 0), List.of(1, 1, 1), 1);
        return Stream.of(
                of("linear", in -> in.get(0).linear(in.get(1), in.get(2)), noise(2, 3), noise(4, 3), noise(4)),
                of("matmul", in -> in.get(0).matmul(in.get(1)), noise(2, 2, 3), noise(3, 2)),
                of("einsum", in -> in.get(0).einsum("bhn,bmn->bhm", in.get(1)), noise(2, 2, 3), noise(2, 2, 3)),
                of(
                        "conv1d",
                        in -> dilated.apply(in.get(0), in.get(1), in.subList(2, 3)),
                        noise(1, 4, 7),
                        noise(2, 2, 3),
                        noise(2)),
                of(
                        "conv2d",
                        in -> plane.apply(in.get(0), in.get(1), in.subList(2, 3)),
                        noise(1, 2, 4, 3),
                        noise(2, 2, 2, 3),
                        noise(2)),
                of(
                        "conv3d",
                        in -> volume.apply(in.get(0), in.get(1), List.of()),
                        noise(1, 2, 2, 2, 2),
                        noise(1, 2, 3, 1, 1)),
                of(
                        "conv3d over frames",
                        in -> frames.apply(in.get(0), in.get(1), List.of()),
                        noise(1, 2, 2, 2, 2),
                        noise(1, 2, 3, 1, 1)),
                of(
                        "interpolation",
                        in -> Interpolation.linear(in.get(0), in.get(1), in.get(2)),
                        noise(2, 3),
                        noise(2, 1),
                        noise(1)),
                of(
                        "transposed",
                        in -> dilated.transposed(in.get(0), in.get(1), in.get(2)),
                        noise(1, 4, 3),
                        noise(4, 1, 3),
                        noise(2)),
                of(
                        "attention",
                        in -> Attention.apply(in.get(0), in.get(1), in.get(2)),
                        noise(1, 2, 2, 3),
                        noise(1, 2, 4, 3),
                        noise(1, 2, 4, 2)),
                of(
                        "masked attention",
                        in -> Attention.apply(in.get(0), in.get(1), in.get(2), in.get(3)),
                        noise(1, 2, 2, 3),
                        noise(1, 2, 4, 3),
                        noise(1, 2, 4, 2),
                        noise(1, 1, 2, 4)));
    }

    static Stream<Arguments> normsAndPictures() {
        return Stream.of(
                one("layerNorm", Tensor::layerNorm),
                of(
                        "affine layer norm",
                        in -> Norms.layer(in.get(0), in.get(1), in.get(2), 0.1),
                        noise(2, 4),
                        noise(4),
                        between(-1, 1, 4)),
                of("rms norm", in -> Norms.rms(in.get(0), in.get(1), 0.1), noise(2, 4), noise(4)),
                of(
                        "group norm",
                        in -> Norms.group(in.get(0), 2, new Norms.Affine(in.get(1), in.get(2)), 0.1),
                        noise(2, 4, 3),
                        noise(4),
                        between(-1, 1, 4)),
                of("nearest", in -> resize(in, Resampling.Mode.NEAREST), noise(1, 2, 3, 2)),
                of("bilinear", in -> resize(in, Resampling.Mode.BILINEAR), noise(1, 2, 3, 2)),
                of("bicubic", in -> resize(in, Resampling.Mode.BICUBIC), noise(1, 2, 3, 2)),
                one("padZeros", x -> Resampling.padZeros(x, 1, 1, 2)),
                one("padReflect", x -> Resampling.padReflect(x, 2, 1)),
                of("padReflect 2d", in -> Resampling.padReflect(in.get(0), 1), noise(1, 2, 2, 3)));
    }

    private static Tensor resize(List<Tensor> in, Resampling.Mode mode) {
        return Resampling.resize(in.get(0), 5, 3, mode);
    }

    @ParameterizedTest
    @MethodSource({"functions", "reductionsAndShapes", "products", "normsAndPictures"})
    void gradientMatchesFiniteDifferences(Function<List<Tensor>, Tensor> operation, List<Array> operands) {
        var graph = loss(operation, operands);
        var layout = Layout.of(graph.parameters(), List.of(new Layout.Group("", 1)));
        var indices = operands.stream().filter(a -> !learns(a)).toArray(Array[]::new);
        try (var weights = Weights.zeros(layout, Device.cpu())) {
            for (var i = 0; i < operands.size(); i++) {
                if (learns(operands.get(i))) {
                    weights.set("p" + i, FloatBuffer.wrap(operands.get(i).floats()));
                }
            }
            try (var program = new Program(graph, weights);
                    var gradient = program.gradient(indices)) {
                assertSlopes(program, weights, gradient.floats(), indices);
            }
        }
    }

    private static boolean learns(Array operand) {
        return operand.spec().type() == DataType.FLOAT32;
    }

    /** Mean over the results, weighted by fixed noise; float operands are parameters p0, p1, ... */
    private static Graph loss(Function<List<Tensor>, Tensor> operation, List<Array> operands) {
        var indices = operands.stream().filter(a -> !learns(a)).map(Array::spec).toList();
        return Graph.trace(Precision.FLOAT32, indices, scope -> in -> {
            var inputs = in.iterator();
            var tensors = IntStream.range(0, operands.size())
                    .mapToObj(i -> learns(operands.get(i)) ? parameter(scope, i, operands.get(i)) : inputs.next())
                    .toList();
            var result = operation.apply(tensors);
            var weight = scope.constant(noise(result.shape().sizes()));
            return List.of(result.mul(weight).mean());
        });
    }

    private static Tensor parameter(Scope scope, int index, Array values) {
        return scope.parameter("p" + index, Init.zeros(), values.shape().sizes());
    }

    private static void assertSlopes(Program program, Weights weights, float[] gradient, Array... inputs) {
        var at = weights.learning();
        for (var i = 0; i < at.length; i++) {
            var moved = at.clone();
            moved[i] = at[i] + STEP;
            weights.setLearning(moved);
            double above = program.run(inputs).get(0).floats()[0];
            moved[i] = at[i] - STEP;
            weights.setLearning(moved);
            double below = program.run(inputs).get(0).floats()[0];
            assertThat((double) gradient[i])
                    .as("parameter %d", i)
                    .isCloseTo((above - below) / (2 * STEP), within(1e-3));
        }
    }
}
