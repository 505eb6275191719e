package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Parts of tensors, and tensors put together from others. */
final class Selection {
    private Selection() {}

    static Tensor where(Tensor condition, Tensor yes, Tensor no) {
        var where = condition.where();
        argument(condition.type() == DataType.BOOL, "A condition must be BOOL, found %s%s", condition.type(), where);
        var result = condition.shape().broadcast(yes.shape().broadcast(no.shape(), where), where);
        return condition.emit(result, yes.type().with(no.type()), "torch.where(%s, %s, %s)", condition, yes, no);
    }

    static List<Tensor> chunk(Tensor tensor, int parts, int axis) {
        argument(
                parts > 0 && tensor.size(axis) % parts == 0,
                "Cannot cut axis %d of %s into %d%s",
                axis,
                tensor.shape(),
                parts,
                tensor.where());
        var sizes = new int[parts];
        Arrays.fill(sizes, tensor.size(axis) / parts);
        return split(tensor, axis, sizes);
    }

    static List<Tensor> split(Tensor tensor, int axis, int... sizes) {
        argument(
                Arrays.stream(sizes).sum() == tensor.size(axis),
                "Cannot split axis %d of %s into %s%s",
                axis,
                tensor.shape(),
                Arrays.toString(sizes),
                tensor.where());
        var list = tensor.trace()
                .assign("torch.split_with_sizes(%s, %s, %d)"
                        .formatted(tensor, Arrays.toString(sizes), tensor.axis(axis)));
        var parts = new ArrayList<Tensor>();
        for (var i = 0; i < sizes.length; i++) {
            parts.add(tensor.emit(tensor.shape().with(axis, sizes[i]), "%s[%d]", list, i));
        }
        return List.copyOf(parts);
    }

    static Tensor slice(Tensor tensor, int axis, int from, int to) {
        argument(
                0 <= from && from <= to && to <= tensor.size(axis),
                "Cannot take %d to %d of axis %d of %s%s",
                from,
                to,
                axis,
                tensor.shape(),
                tensor.where());
        var result = tensor.shape().with(axis, to - from);
        return tensor.emit(result, "torch.slice(%s, %d, %d, %d)", tensor, tensor.axis(axis), from, to);
    }

    static Tensor select(Tensor tensor, int axis, int index) {
        argument(
                0 <= index && index < tensor.size(axis),
                "Axis %d of %s has no element %d%s",
                axis,
                tensor.shape(),
                index,
                tensor.where());
        var result = Reshaping.without(tensor.shape(), axis);
        return tensor.emit(result, "torch.select(%s, %d, %d)", tensor, tensor.axis(axis), index);
    }

    static Tensor indexSelect(Tensor tensor, int axis, Tensor indices) {
        requireIndices(tensor, indices);
        argument(
                indices.shape().rank() == 1,
                "Indices of an axis have one axis, found %s%s",
                indices.shape(),
                tensor.where());
        var result = tensor.shape().with(tensor.axis(axis), indices.size(0));
        return tensor.emit(result, "torch.index_select(%s, %d, %s)", tensor, tensor.axis(axis), indices);
    }

    static Tensor gather(Tensor tensor, int axis, Tensor indices) {
        requireIndices(tensor, indices);
        var along = tensor.axis(axis);
        argument(
                indices.shape().rank() == tensor.shape().rank()
                        && IntStream.range(0, tensor.shape().rank())
                                .allMatch(i -> i == along || indices.size(i) <= tensor.size(i)),
                "Cannot gather %s from axis %d of %s%s",
                indices.shape(),
                axis,
                tensor.shape(),
                tensor.where());
        return tensor.emit(indices.shape(), "torch.gather(%s, %d, %s)", tensor, along, indices);
    }

    static Tensor embedding(Tensor table, Tensor ids) {
        requireIndices(table, ids);
        argument(
                table.shape().rank() == 2, "A table of embeddings is (V, D), found %s%s", table.shape(), table.where());
        var sizes = Arrays.copyOf(ids.shape().sizes(), ids.shape().rank() + 1);
        sizes[ids.shape().rank()] = table.size(1);
        return table.emit(Shape.of(sizes), "torch.embedding(%s, %s)", table, ids);
    }

    private static void requireIndices(Tensor tensor, Tensor indices) {
        argument(
                indices.type() == DataType.INT64,
                "Indices into %s must be INT64, found %s%s",
                tensor.shape(),
                indices.type(),
                tensor.where());
    }

    static Tensor concat(List<Tensor> parts, int axis) {
        argument(!parts.isEmpty(), "Wanted tensors to join along axis %d, found none", axis);
        var first = parts.get(0);
        var along = first.axis(axis);
        for (var part : parts) {
            argument(
                    part.type() == first.type() && others(part, along).equals(others(first, along)),
                    "Cannot join %s %s and %s %s along axis %d%s",
                    first.type(),
                    first.shape(),
                    part.type(),
                    part.shape(),
                    axis,
                    first.where());
        }
        var size = parts.stream().mapToInt(p -> p.size(along)).sum();
        return first.emit(first.shape().with(along, size), "torch.cat(%s, %d)", parts, along);
    }

    private static Shape others(Tensor tensor, int axis) {
        return tensor.shape().has(axis) ? tensor.shape().with(axis, 0) : tensor.shape();
    }
}
