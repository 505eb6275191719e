package jointdit.nn;

import jointdit.tensor.Attention;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Self-attention of all pixels of a picture, with one head, behind a group norm and residual; names as in diffusers.
 *
 * <pre>
 * input    (B, C, H, W)
 * returns  (B, C, H, W)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2012.09841">Esser et al. 2021, table 7</a>
 */
public record AttentionBlock(Scope scope, GroupNorm norm, Linear query, Linear key, Linear value, Linear out) {
    public static AttentionBlock of(Scope scope, int channels, int groups, double eps) {
        return new AttentionBlock(
                scope,
                GroupNorm.of(scope.in("group_norm"), channels, groups, eps),
                Linear.of(scope.in("to_q"), channels, channels),
                Linear.of(scope.in("to_k"), channels, channels),
                Linear.of(scope.in("to_v"), channels, channels),
                Linear.of(scope.in("to_out.0"), channels, channels));
    }

    public Tensor apply(Tensor input) {
        var pixels = norm.apply(input).flatten(2, 3).transpose(1, 2).unsqueeze(1); // (B, 1, H W, C)
        var attended = Attention.apply(query.apply(pixels), key.apply(pixels), value.apply(pixels));
        var picture = out.apply(attended).transpose(2, 3).reshape(input.shape().sizes());
        return scope.returned(input.add(picture));
    }
}
