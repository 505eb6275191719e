package jointdit.tensor;

/** Powers of a number. */
public final class Powers {
    private Powers() {}

    /** {@code base} to the power of each element. */
    public static Tensor of(double base, Tensor exponents) {
        return exponents.emit(exponents.shape(), exponents.type().floating(), "torch.pow(%s, %s)", base, exponents);
    }
}
