package jointdit.tensor;

/** Places between the blocks of a network, at which {@link Graph#checkpointed} cuts it into segments. */
public final class Cut {
    private Cut() {}

    /**
     * Marks the place after {@code result}; a good one has little to hand over beside it.
     *
     * @return {@code result}
     */
    public static Tensor after(Tensor result) {
        result.trace().cut();
        return result;
    }
}
