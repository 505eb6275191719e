package jointdit.nn;

import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Transformer block over time: every place of a clip attends to itself in the other frames, then to a context; a gated
 * feed-forward before and after; names as in diffusers.
 *
 * <pre>
 * tokens   (B F, N, D)
 * context  (G, M, C)  each for B N / G places in a row: G = B is one per clip, G = B N one per place
 * returns  (B F, N, D)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2311.15127">Blattmann et al. 2023, appendix D</a>
 */
public record TemporalBasicTransformerBlock(
        Scope scope,
        LayerNorm normIn,
        GatedFeedForward feedForwardIn,
        LayerNorm norm1,
        CrossAttention attn1,
        LayerNorm norm2,
        CrossAttention attn2,
        LayerNorm norm3,
        GatedFeedForward feedForward) {
    private static final double EPS = 1e-5;

    public static TemporalBasicTransformerBlock of(Scope scope, CrossAttention.Sizes sizes) {
        var width = sizes.width();
        return new TemporalBasicTransformerBlock(
                scope,
                LayerNorm.of(scope.in("norm_in"), width, EPS),
                GatedFeedForward.of(scope.in("ff_in"), width),
                LayerNorm.of(scope.in("norm1"), width, EPS),
                CrossAttention.of(
                        scope.in("attn1"), new CrossAttention.Sizes(width, width, sizes.heads(), sizes.headWidth())),
                LayerNorm.of(scope.in("norm2"), width, EPS),
                CrossAttention.of(scope.in("attn2"), sizes),
                LayerNorm.of(scope.in("norm3"), width, EPS),
                GatedFeedForward.of(scope.in("ff"), width));
    }

    public Tensor apply(Tensor tokens, Tensor context, int frames) {
        var places = tokens.reshape(-1, frames, tokens.size(1), tokens.size(2))
                .transpose(1, 2)
                .flatten(0, 1); // (B N, F, D)
        var fed = places.add(feedForwardIn.apply(normIn.apply(places)));
        var own = norm1.apply(fed);
        var mixed = fed.add(attn1.apply(own, own));
        var informed = mixed.add(inform(norm2.apply(mixed), context));
        var done = informed.add(feedForward.apply(norm3.apply(informed)));
        return scope.returned(done.reshape(-1, tokens.size(1), frames, tokens.size(2))
                .transpose(1, 2)
                .flatten(0, 1));
    }

    /** Attention to a context knows no neighbours, so places with one context are taken as one long row of tokens. */
    private Tensor inform(Tensor places, Tensor context) {
        var rows = places.reshape(context.size(0), -1, places.size(2));
        return attn2.apply(rows, context).reshape(places.shape().sizes());
    }
}
