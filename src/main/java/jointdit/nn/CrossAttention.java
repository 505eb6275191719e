package jointdit.nn;

import jointdit.tensor.Attention;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Multi-head attention of tokens to a context, without bias in queries, keys and values; names as in diffusers.
 *
 * <pre>
 * tokens   (B, N, D)
 * context  (B, M, C)  the tokens themselves for self-attention
 * returns  (B, N, D)
 * </pre>
 */
public record CrossAttention(Linear query, Linear key, Linear value, Linear out, int heads) {
    /** Sizes of an attention: tokens of {@code width}, context of {@code contextWidth}. */
    public record Sizes(int width, int contextWidth, int heads, int headWidth) {}

    public static CrossAttention of(Scope scope, Sizes sizes) {
        var inner = sizes.heads() * sizes.headWidth();
        return new CrossAttention(
                Linear.withoutBias(scope.in("to_q"), sizes.width(), inner),
                Linear.withoutBias(scope.in("to_k"), sizes.contextWidth(), inner),
                Linear.withoutBias(scope.in("to_v"), sizes.contextWidth(), inner),
                Linear.of(scope.in("to_out.0"), inner, sizes.width()),
                sizes.heads());
    }

    public Tensor apply(Tensor tokens, Tensor context) {
        return apply(tokens, Context.of(context));
    }

    /** The same with a context of which tokens may be hidden. */
    public Tensor apply(Tensor tokens, Context context) {
        var queries = split(query.apply(tokens));
        var keys = split(key.apply(context.tokens()));
        var values = split(value.apply(context.tokens()));
        return join(context.bias()
                .map(bias -> Attention.apply(queries, keys, values, bias))
                .orElseGet(() -> Attention.apply(queries, keys, values)));
    }

    /** (B, N, H D) to (B, H, N, D). */
    private Tensor split(Tensor tokens) {
        return tokens.reshape(tokens.size(0), tokens.size(1), heads, -1).transpose(1, 2);
    }

    private Tensor join(Tensor attended) {
        return out.apply(attended.transpose(1, 2).flatten(2, 3));
    }
}
