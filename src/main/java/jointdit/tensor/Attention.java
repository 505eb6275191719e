package jointdit.tensor;

import static jointdit.config.Check.argument;

/** Scaled dot-product attention, fused. */
public final class Attention {
    private Attention() {}

    /**
     * softmax(q k^T / sqrt(D)) v.
     *
     * @param query (B, H, N, D)
     * @param key (B, H, M, D)
     * @param value (B, H, M, E)
     * @return (B, H, N, E)
     */
    public static Tensor apply(Tensor query, Tensor key, Tensor value) {
        return call(query, key, value, "None");
    }

    /**
     * The same with {@code mask} added to the scores; 0 keeps, a large negative number removes.
     *
     * @param mask broadcastable to (B, H, N, M)
     */
    public static Tensor apply(Tensor query, Tensor key, Tensor value, Tensor mask) {
        var scores = query.shape().with(-1, key.size(-2));
        argument(
                mask.shape().expandsTo(scores),
                "A mask of %s does not fit scores of %s%s",
                mask.shape(),
                scores,
                query.where());
        return call(query, key, value, mask.name());
    }

    private static Tensor call(Tensor query, Tensor key, Tensor value, String mask) {
        argument(
                query.shape().with(-2, 0).equals(key.shape().with(-2, 0))
                        && key.shape().with(-1, 0).equals(value.shape().with(-1, 0)),
                "Cannot attend from %s to keys %s and values %s%s",
                query.shape(),
                key.shape(),
                value.shape(),
                query.where());
        return query.emit(
                query.shape().with(-1, value.size(-1)),
                "torch.scaled_dot_product_attention(%s, %s, %s, %s)",
                query,
                key,
                value,
                mask);
    }
}
