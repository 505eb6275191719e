package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.stream.Stream;

/** Scaled dot-product attention, fused, in the precision of the trace. */
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
        return call(query, key, value, List.of());
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
        return call(query, key, value, List.of(mask));
    }

    private static Tensor call(Tensor query, Tensor key, Tensor value, List<Tensor> mask) {
        argument(
                query.shape().with(-2, 0).equals(key.shape().with(-2, 0))
                        && key.shape().with(-1, 0).equals(value.shape().with(-1, 0)),
                "Cannot attend from %s to keys %s and values %s%s",
                query.shape(),
                key.shape(),
                value.shape(),
                query.where());
        var result = query.shape().with(-1, value.size(-1));
        var more = Stream.concat(Stream.of(value), mask.stream()).toList();
        return Products.call(result, "scaled_dot_product_attention", query, key, more);
    }
}
