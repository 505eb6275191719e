package jointdit.tensor;

import static jointdit.tensor.Traced.assertClose;
import static jointdit.tensor.Traced.at;
import static jointdit.tensor.Traced.between;
import static jointdit.tensor.Traced.each;
import static jointdit.tensor.Traced.noise;
import static jointdit.tensor.Traced.run;
import static jointdit.tensor.Traced.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TensorArithmeticTest {
    private static Arguments one(String name, UnaryOperator<Tensor> traced, DoubleUnaryOperator plain) {
        return argumentSet(name, traced, plain);
    }

    private static Arguments two(String name, BinaryOperator<Tensor> traced, DoubleBinaryOperator plain) {
        return argumentSet(name, traced, plain);
    }

    static Stream<Arguments> functions() {
        return Stream.of(
                one("add", x -> x.add(1.5), x -> x + 1.5),
                one("mul", x -> x.mul(-2.5), x -> -2.5 * x),
                one("div", x -> x.div(3), x -> x / 3),
                one("tiny factor", x -> x.mul(1e-5), x -> 1e-5 * x),
                one("neg", Tensor::neg, x -> -x),
                one("pow", x -> x.pow(3), x -> x * x * x),
                one("square", Tensor::square, x -> x * x),
                one("exp", Tensor::exp, Math::exp),
                one("sin", Tensor::sin, Math::sin),
                one("cos", Tensor::cos, Math::cos),
                one("abs", Tensor::abs, Math::abs),
                one("tanh", Tensor::tanh, Math::tanh),
                one("sigmoid", Tensor::sigmoid, TensorArithmeticTest::sigmoid),
                one("relu", Tensor::relu, x -> x > 0 ? x : 0),
                one("silu", Tensor::silu, x -> x * sigmoid(x)),
                one("gelu", Tensor::gelu, x -> x * (1 + erf(x / Math.sqrt(2))) / 2),
                one("geluTanh", Tensor::geluTanh, TensorArithmeticTest::geluTanh),
                one("quickGelu", Tensor::quickGelu, x -> x * sigmoid(1.702 * x)),
                one("leakyRelu", x -> x.leakyRelu(0.1), x -> x > 0 ? x : 0.1 * x),
                one("clamp", x -> x.clamp(-0.5, 0.25), x -> x < -0.5 ? -0.5 : x > 0.25 ? 0.25 : x),
                one("where", x -> x.greater(0.5).where(x, x.neg()), x -> x > 0.5 ? x : -x),
                one("stopGradient", Tensor::stopGradient, x -> x));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void functionActsOnEachElement(UnaryOperator<Tensor> traced, DoubleUnaryOperator plain) {
        var x = noise(4, 5, 3);
        assertClose(run(traced, x), each(i -> plain.applyAsDouble(at(x, i)), 4, 5, 3), 4e-6);
    }

    static Stream<Arguments> functionsOfPositives() {
        return Stream.of(
                one("log", Tensor::log, Math::log),
                one("sqrt", Tensor::sqrt, Math::sqrt),
                one("pow", x -> x.pow(-0.5), x -> 1 / Math.sqrt(x)));
    }

    @ParameterizedTest
    @MethodSource("functionsOfPositives")
    void functionOfPositivesActsOnEachElement(UnaryOperator<Tensor> traced, DoubleUnaryOperator plain) {
        var x = between(0.1, 4, 4, 5);
        assertClose(run(traced, x), each(i -> plain.applyAsDouble(at(x, i)), 4, 5), 1e-6);
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                two("add", Tensor::add, (x, y) -> x + y),
                two("sub", Tensor::sub, (x, y) -> x - y),
                two("mul", Tensor::mul, (x, y) -> x * y),
                two("div", Tensor::div, (x, y) -> x / y),
                two("maximum", Tensor::maximum, Math::max),
                two("minimum", Tensor::minimum, Math::min),
                two("where", (x, y) -> x.greater(0).where(x, y), (x, y) -> x > 0 ? x : y));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void pairBroadcastsBothWays(BinaryOperator<Tensor> traced, DoubleBinaryOperator plain) {
        var x = noise(2, 1, 4);
        var y = between(0.5, 2, 3, 1);
        var wanted = each(i -> plain.applyAsDouble(at(x, i[0], 0, i[2]), at(y, i[1], 0)), 2, 3, 4);
        assertClose(run(traced, x, y), wanted, 1e-6);
    }

    @Test
    void integersBecomeFloatsInMathematics() {
        var steps = Array.ofLongs(Shape.of(3), 1, 2, 5);
        assertClose(run(x -> x.mul(0.5).sin(), steps), each(i -> Math.sin(0.5 * at(steps, i)), 3), 1e-6);
        assertClose(run(Tensor::cos, steps), each(i -> Math.cos(at(steps, i)), 3), 1e-6);
        assertClose(
                run(Tensor::div, steps, steps.reshape(3, 1)), each(i -> at(steps, i[1]) / at(steps, i[0]), 3, 3), 1e-6);
        assertClose(run(x -> x.mean(0).add(x.silu()), steps), each(i -> 8 / 3.0 + silu(at(steps, i)), 3), 1e-6);
        assertThat(run(Tensor::add, steps, steps).longs()).containsExactly(2, 4, 10);
        assertThat(run(x -> x.add(x.to(DataType.FLOAT32)), steps).floats()).containsExactly(2, 4, 10);
    }

    @Test
    void bfloat16KeepsEightBits() {
        var x = Array.of(Shape.of(2), 1 + 1 / 256f, 3 + 1 / 64f);
        var rounded = run(t -> t.to(DataType.BFLOAT16).to(DataType.FLOAT32), x);
        assertThat(rounded.floats()).containsExactly(1, 3.015625f);
    }

    @Test
    void sumsMeansAndMaximaRunOverTheirAxes() {
        var x = noise(2, 3, 4);
        assertClose(run(t -> t.sum(1), x), each(i -> sum(3, k -> at(x, i[0], k, i[1])), 2, 4), 1e-6);
        var planes = each(i -> sum(2, a -> sum(4, b -> at(x, a, i[0], b))), 3);
        assertClose(run(t -> t.sum(0, -1), x), planes, 2e-6);
        assertClose(run(t -> t.mean(-1, 0), x), each(i -> at(planes, i) / 8, 3), 1e-6);
        assertClose(run(t -> t.meanKept(0, 2), x), each(i -> at(planes, i[1]) / 8, 1, 3, 1), 1e-6);
        assertClose(run(t -> t.mean(), x), each(i -> sum(3, k -> at(planes, k)) / 24), 1e-6);
        var largest =
                each(i -> Math.max(at(x, i[0], 0, i[1]), Math.max(at(x, i[0], 1, i[1]), at(x, i[0], 2, i[1]))), 2, 4);
        assertClose(run(t -> t.max(1), x), largest, 0);
    }

    @Test
    void softmaxSharesOneAlongItsAxis() {
        var x = noise(3, 4, 2);
        var wanted = each(i -> Math.exp(at(x, i)) / sum(4, k -> Math.exp(at(x, i[0], k, i[2]))), 3, 4, 2);
        assertClose(run(t -> t.softmax(1), x), wanted, 1e-6);
        assertClose(run(t -> t.softmax(-2), x), wanted, 1e-6);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double silu(double x) {
        return x * sigmoid(x);
    }

    private static double geluTanh(double x) {
        return x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }

    /** Taylor series, exact to double precision for the few units around 0 that the tests use. */
    private static double erf(double x) {
        var term = x;
        var total = x;
        for (var n = 1; n < 60; n++) {
            term *= -x * x / n;
            total += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * total;
    }
}
