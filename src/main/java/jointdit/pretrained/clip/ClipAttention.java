package jointdit.pretrained.clip;

import java.util.Optional;
import jointdit.nn.Linear;
import jointdit.tensor.Attention;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Self-attention with biases.
 *
 * <pre>
 * tokens   (B, N, D)
 * mask     (B or 1, 1, N, N), added to the scores, if there is one
 * returns  (B, N, D)
 * </pre>
 */
record ClipAttention(Scope scope, ClipNaming.QueryKeyValue maps, Linear out, int heads) {
    static ClipAttention of(Scope scope, ClipNaming naming, ClipConfig.Blocks sizes) {
        return new ClipAttention(
                scope,
                naming.queryKeyValue(scope, sizes.width()),
                Linear.of(scope.in("out_proj"), sizes.width(), sizes.width()),
                sizes.heads());
    }

    Tensor apply(Tensor tokens, Optional<Tensor> mask) {
        var query = split(maps.query(), tokens);
        var key = split(maps.key(), tokens);
        var value = split(maps.value(), tokens);
        var attended = mask.map(m -> Attention.apply(query, key, value, m))
                .orElseGet(() -> Attention.apply(query, key, value));
        return scope.returned(out.apply(attended.transpose(1, 2).flatten(2, 3)));
    }

    /** (B, N, D) to (B, H, N, D / H). */
    private Tensor split(Linear map, Tensor tokens) {
        return map.apply(tokens)
                .reshape(tokens.size(0), tokens.size(1), heads, -1)
                .transpose(1, 2);
    }
}
