package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Shapes of rearranged tensors. */
final class Reshaping {
    private Reshaping() {}

    static Shape infer(Tensor tensor, int[] sizes) {
        var open = Arrays.stream(sizes).filter(s -> s == -1).count();
        argument(open <= 1, "At most one size may be -1, found %s%s", Arrays.toString(sizes), tensor.where());
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

    static int[] flattened(Tensor tensor, int first, int last) {
        var from = tensor.axis(first);
        var to = tensor.axis(last);
        argument(
                from <= to,
                "Cannot join axes %d to %d of %s: they are in the wrong order%s",
                first,
                last,
                tensor.shape(),
                tensor.where());
        var joined = IntStream.rangeClosed(from, to).map(tensor::size).reduce(1, (a, b) -> a * b);
        var before = IntStream.range(0, from).map(tensor::size);
        var after = IntStream.range(to + 1, tensor.shape().rank()).map(tensor::size);
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

    static int[] unsqueezed(Tensor tensor, int axis) {
        var rank = tensor.shape().rank();
        argument(-rank - 1 <= axis && axis <= rank, "Cannot add axis %d to %s%s", axis, tensor.shape(), tensor.where());
        var at = Math.floorMod(axis, rank + 1);
        return IntStream.rangeClosed(0, rank)
                .map(i -> i == at ? 1 : tensor.size(i < at ? i : i - 1))
                .toArray();
    }

    static Shape expanded(Tensor tensor, int[] sizes) {
        var result = Shape.of(sizes);
        argument(tensor.shape().expandsTo(result), "Cannot expand %s to %s%s", tensor.shape(), result, tensor.where());
        return result;
    }

    static Shape without(Shape shape, int axis) {
        var gone = shape.axis(axis);
        return Shape.of(IntStream.range(0, shape.rank())
                .filter(i -> i != gone)
                .map(shape::size)
                .toArray());
    }
}
