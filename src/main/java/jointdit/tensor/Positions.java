package jointdit.tensor;

/** Where along an axis something stands, as INT64 indices; the axis vanishes. */
public final class Positions {
    private Positions() {}

    /** First position of the largest element. */
    public static Tensor ofLargest(Tensor tensor, int axis) {
        var result = Reshaping.without(tensor.shape(), tensor.axis(axis));
        return tensor.emit(result, DataType.INT64, "torch.argmax(%s, %d)", tensor, tensor.axis(axis));
    }

    /** First position of {@code value} among integers; 0 where there is none. */
    public static Tensor ofFirst(Tensor integers, long value, int axis) {
        var found = integers.emit(integers.shape(), DataType.BOOL, "torch.eq(%s, %d)", integers, value);
        return ofLargest(found.to(DataType.INT64), axis);
    }
}
