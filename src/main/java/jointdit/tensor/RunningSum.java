package jointdit.tensor;

/** Sums of everything up to each place of an axis, that place counted in. */
public final class RunningSum {
    private RunningSum() {}

    /** Shape kept; integers and conditions as float32, exact up to 2^24. */
    public static Tensor along(int axis, Tensor tensor) {
        var floats = tensor.floats();
        return floats.emit(floats.shape(), "torch.cumsum(%s, %d)", floats, floats.axis(axis));
    }
}
