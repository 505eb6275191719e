package jointdit.nn;

import jointdit.tensor.Attention;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * AdaLN-Zero transformer block: self-attention and feed-forward, each residual, modulated by a condition.
 *
 * <pre>
 * tokens     (B, N, D)
 * condition  (B, D)
 * returns    (B, N, D)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2212.09748">Peebles and Xie 2023, figure 3</a>
 */
public record TransformerBlock(Modulation modulation, HeadProjection attention, FeedForward feedForward) {
    private static final int FEED_FORWARD_RATIO = 4;

    public static TransformerBlock of(Scope scope, int width, int heads) {
        return new TransformerBlock(
                Modulation.of(scope, width),
                HeadProjection.of(scope.in("attn"), width, width, heads),
                FeedForward.of(scope.in("mlp"), width, FEED_FORWARD_RATIO));
    }

    public Tensor apply(Tensor tokens, Tensor condition, Rotary rotary) {
        var branches = modulation.apply(condition);
        var heads = attention.split(branches.get(0).enter(tokens), rotary);
        var attended = attention.join(Attention.apply(heads.get(0), heads.get(1), heads.get(2)));
        var mixed = branches.get(0).leave(tokens, attended);
        return branches.get(1).leave(mixed, feedForward.apply(branches.get(1).enter(mixed)));
    }
}
