package jointdit.tensor;

/** Values between two tensors. */
public final class Interpolation {
    private Interpolation() {}

    /**
     * {@code from + share (to - from)} in one pass over memory.
     *
     * @param from of any shape
     * @param to broadcastable to it
     * @param share broadcastable to both
     */
    public static Tensor linear(Tensor from, Tensor to, Tensor share) {
        var result = from.shape().broadcast(to.shape(), from.where());
        result = result.broadcast(share.shape(), from.where());
        return from.emit(result, "torch.lerp(%s, %s, %s)", from, to, share);
    }
}
