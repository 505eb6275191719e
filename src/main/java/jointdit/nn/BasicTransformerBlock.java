package jointdit.nn;

import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Transformer block of latent diffusion UNets: self-attention, attention to a context, gated feed-forward, each behind
 * a layer norm and residual; names as in diffusers.
 *
 * <pre>
 * tokens   (B, N, D)
 * context  (B, M, C)
 * returns  (B, N, D)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2112.10752">Rombach et al. 2022, appendix E.2.1</a>
 */
public record BasicTransformerBlock(
        Scope scope,
        LayerNorm norm1,
        CrossAttention attn1,
        LayerNorm norm2,
        CrossAttention attn2,
        LayerNorm norm3,
        GatedFeedForward feedForward) {
    private static final double EPS = 1e-5;

    public static BasicTransformerBlock of(Scope scope, CrossAttention.Sizes sizes) {
        var width = sizes.width();
        return new BasicTransformerBlock(
                scope,
                LayerNorm.of(scope.in("norm1"), width, EPS),
                CrossAttention.of(
                        scope.in("attn1"), new CrossAttention.Sizes(width, width, sizes.heads(), sizes.headWidth())),
                LayerNorm.of(scope.in("norm2"), width, EPS),
                CrossAttention.of(scope.in("attn2"), sizes),
                LayerNorm.of(scope.in("norm3"), width, EPS),
                GatedFeedForward.of(scope.in("ff"), width));
    }

    public Tensor apply(Tensor tokens, Tensor context) {
        return apply(tokens, Context.of(context));
    }

    /** The same with a context of which tokens may be hidden. */
    public Tensor apply(Tensor tokens, Context context) {
        var mixed = mixed(tokens);
        return last(mixed.add(attn2.apply(norm2.apply(mixed), context)));
    }

    /** For a block without context, whose second attention is to the tokens themselves too; C is D. */
    public Tensor apply(Tensor tokens) {
        var mixed = mixed(tokens);
        var own = norm2.apply(mixed);
        return last(mixed.add(attn2.apply(own, own)));
    }

    private Tensor mixed(Tensor tokens) {
        var own = norm1.apply(tokens);
        return tokens.add(attn1.apply(own, own));
    }

    private Tensor last(Tensor informed) {
        return scope.returned(informed.add(feedForward.apply(norm3.apply(informed))));
    }
}
