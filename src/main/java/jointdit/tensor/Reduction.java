package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Sums, means and maxima over axes. */
final class Reduction {
    private Reduction() {}

    /** {@code torch.operation} over {@code axes}, which vanish. */
    static Tensor dropping(String operation, Tensor tensor, int... axes) {
        var gone = axes(tensor, axes);
        var sizes = IntStream.range(0, tensor.shape().rank())
                .filter(i -> !gone.contains(i))
                .map(tensor::size)
                .toArray();
        return call(operation, tensor, gone, sizes, "False");
    }

    /** {@code torch.operation} over {@code axes}, which stay with size 1. */
    static Tensor keeping(String operation, Tensor tensor, int... axes) {
        var gone = axes(tensor, axes);
        var sizes = IntStream.range(0, tensor.shape().rank())
                .map(i -> gone.contains(i) ? 1 : tensor.size(i))
                .toArray();
        return call(operation, tensor, gone, sizes, "True");
    }

    private static Tensor call(String operation, Tensor tensor, List<Integer> gone, int[] sizes, String keep) {
        var floats = tensor.floats();
        return floats.emit(Shape.of(sizes), "torch.%s(%s, %s, %s)", operation, floats, gone, keep);
    }

    private static List<Integer> axes(Tensor tensor, int... axes) {
        argument(axes.length > 0, "Wanted axes of %s to reduce, found none%s", tensor.shape(), tensor.where());
        return Arrays.stream(axes).map(tensor::axis).boxed().toList();
    }
}
