package jointdit.pretrained.text;

import jointdit.nn.Linear;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Residual self-attention of T5: no biases, and scores that are not divided by the root of the head's width.
 *
 * <pre>
 * tokens   (B, N, D)
 * added    (B, H, N, N)  position bias and mask, added to the scores
 * returns  (B, N, D)
 * </pre>
 */
record T5Attention(Scope scope, T5Norm norm, Linear query, Linear key, Linear value, Linear out, int heads) {
    static T5Attention of(Scope scope, T5Config config) {
        var attention = scope.in("SelfAttention");
        var inner = config.heads() * config.headWidth();
        return new T5Attention(
                scope,
                T5Norm.of(scope.in("layer_norm"), config),
                Linear.withoutBias(attention.in("q"), config.width(), inner),
                Linear.withoutBias(attention.in("k"), config.width(), inner),
                Linear.withoutBias(attention.in("v"), config.width(), inner),
                Linear.withoutBias(attention.in("o"), inner, config.width()),
                config.heads());
    }

    Tensor apply(Tensor tokens, Tensor added) {
        var own = norm.apply(tokens);
        var queries = Heads.split(query.apply(own), heads);
        var keys = Heads.split(key.apply(own), heads);
        var values = Heads.split(value.apply(own), heads);
        var scores = queries.matmul(keys.transpose(-2, -1)).add(added);
        return scope.returned(tokens.add(out.apply(Heads.join(scores.softmax(-1).matmul(values)))));
    }
}
