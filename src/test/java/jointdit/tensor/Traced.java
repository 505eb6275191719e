package jointdit.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Single operations traced and run, beside arrays computed element by element in plain Java. */
final class Traced {
    private Traced() {}

    /** The element of an expected array at an index. */
    @FunctionalInterface
    interface Element {
        double at(int... index);
    }

    static Array run(UnaryOperator<Tensor> operation, Array x) {
        return runAll(in -> operation.apply(in.get(0)), x);
    }

    static Array run(BinaryOperator<Tensor> operation, Array x, Array y) {
        return runAll(in -> operation.apply(in.get(0), in.get(1)), x, y);
    }

    static Array runAll(Function<List<Tensor>, Tensor> operation, Array... inputs) {
        var specs = Arrays.stream(inputs).map(Array::spec).toList();
        var graph = Graph.trace(Precision.FLOAT32, specs, scope -> in -> List.of(operation.apply(in)));
        try (var weights = Weights.zeros(Layout.frozen(graph.parameters()), Device.cpu());
                var program = new Program(graph, weights)) {
            var result = program.run(inputs).get(0);
            assertThat(result.shape()).isEqualTo(graph.outputs().get(0).shape());
            assertThat(result.spec().type()).isEqualTo(graph.outputs().get(0).type());
            return result;
        }
    }

    /** Standard normal numbers, other ones for another shape. */
    static Array noise(int... sizes) {
        return Noise.normal(Shape.of(sizes), Arrays.hashCode(sizes));
    }

    /** Numbers in (low, high). */
    static Array between(double low, double high, int... sizes) {
        return each(i -> low + (high - low) / (1 + Math.exp(-at(noise(sizes), i))), sizes);
    }

    static Array each(Element element, int... sizes) {
        var shape = Shape.of(sizes);
        var values = new float[Math.toIntExact(shape.elements())];
        for (var i = 0; i < values.length; i++) {
            values[i] = (float) element.at(index(shape, i));
        }
        return Array.of(shape, values);
    }

    private static int[] index(Shape shape, int flat) {
        var index = new int[shape.rank()];
        for (var axis = shape.rank() - 1; axis >= 0; axis--) {
            index[axis] = flat % shape.size(axis);
            flat /= shape.size(axis);
        }
        return index;
    }

    static double at(Array array, int... index) {
        var flat = IntStream.range(0, index.length)
                .reduce(0, (at, axis) -> at * array.shape().size(axis) + index[axis]);
        return array.spec().type() == DataType.INT64 ? array.longs()[flat] : array.floats()[flat];
    }

    /** As {@link #at}, but 0 outside. */
    static double padded(Array array, int... index) {
        var inside = IntStream.range(0, index.length)
                .allMatch(i -> 0 <= index[i] && index[i] < array.shape().size(i));
        return inside ? at(array, index) : 0;
    }

    /** Sum of {@code term} over 0, 1, ..., {@code count - 1}. */
    static double sum(int count, Term term) {
        var total = 0.0;
        for (var i = 0; i < count; i++) {
            total += term.at(i);
        }
        return total;
    }

    /** One summand. */
    @FunctionalInterface
    interface Term {
        double at(int index);
    }

    static void assertClose(Array found, Array wanted, double tolerance) {
        assertThat(found.shape()).isEqualTo(wanted.shape());
        for (var i = 0; i < wanted.floats().length; i++) {
            assertThat(found.floats()[i])
                    .as("element %d of %s", i, wanted.shape())
                    .isCloseTo(wanted.floats()[i], within((float) tolerance));
        }
    }
}
