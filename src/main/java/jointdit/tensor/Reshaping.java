package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Shapes of rearranged tensors. */
final class Reshaping {
    private Reshaping() {}

    static Shape infer(Tensor tensor, int[] sizes) {
        var known = Arrays.stream(sizes).filter(s -> s != -1).asLongStream().reduce(1, (a, b) -> a * b);
        var elements = tensor.shape().elements();
        var result = Arrays.stream(sizes)
                .map(s -> s != -1 ? s : Math.toIntExact(elements / Math.max(1, known)))
                .toArray();
        var shape = Shape.of(result);
        argument(
                shape.elements() == elements,
                "Cannot reshape %s to %s%s",
                tensor.shape(),
                Arrays.toString(sizes),
                tensor.where());
        return shape;
    }

    static int[] flattened(Shape shape, int first, int last) {
        var joined = IntStream.rangeClosed(first, last).map(shape::size).reduce(1, (a, b) -> a * b);
        var before = IntStream.range(0, first).map(shape::size);
        var after = IntStream.range(last + 1, shape.rank()).map(shape::size);
        return IntStream.concat(IntStream.concat(before, IntStream.of(joined)), after)
                .toArray();
    }

    static Shape permuted(Tensor tensor, int[] axes) {
        var sorted = Arrays.stream(axes).sorted().toArray();
        argument(
                Arrays.equals(sorted, IntStream.range(0, tensor.shape().rank()).toArray()),
                "%s is no order of the axes of %s%s",
                Arrays.toString(axes),
                tensor.shape(),
                tensor.where());
        return Shape.of(Arrays.stream(axes).map(tensor::size).toArray());
    }

    static int[] unsqueezed(Shape shape, int axis) {
        var at = axis < 0 ? axis + shape.rank() + 1 : axis;
        return IntStream.rangeClosed(0, shape.rank())
                .map(i -> i == at ? 1 : shape.size(i < at ? i : i - 1))
                .toArray();
    }

    static Shape without(Shape shape, int axis) {
        var gone = shape.axis(axis);
        return Shape.of(IntStream.range(0, shape.rank())
                .filter(i -> i != gone)
                .map(shape::size)
                .toArray());
    }
}
