package jointdit.pretrained.text;

import jointdit.nn.LayerNorm;
import jointdit.nn.Linear;
import jointdit.tensor.Attention;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Block of RoBERTa: self-attention and feed-forward, each residual and normed after the sum.
 *
 * <pre>
 * tokens   (B, N, D)
 * mask     (B, 1, 1, N)  added to the scores
 * returns  (B, N, D)
 * </pre>
 */
record RobertaBlock(Scope scope, SelfAttention attention, Linear first, Linear last, LayerNorm norm) {
    /** The attention with its output map, residual and norm. */
    record SelfAttention(Scope scope, Linear query, Linear key, Linear value, Linear out, LayerNorm norm, int heads) {
        static SelfAttention of(Scope scope, ClapTextConfig config) {
            var width = config.width();
            return new SelfAttention(
                    scope,
                    Linear.of(scope.in("self.query"), width, width),
                    Linear.of(scope.in("self.key"), width, width),
                    Linear.of(scope.in("self.value"), width, width),
                    Linear.of(scope.in("output.dense"), width, width),
                    LayerNorm.of(scope.in("output.LayerNorm"), width, config.eps()),
                    config.heads());
        }

        Tensor apply(Tensor tokens, Tensor mask) {
            var attended = Attention.apply(
                    Heads.split(query.apply(tokens), heads),
                    Heads.split(key.apply(tokens), heads),
                    Heads.split(value.apply(tokens), heads),
                    mask);
            return scope.returned(norm.apply(out.apply(Heads.join(attended)).add(tokens)));
        }
    }

    static RobertaBlock of(Scope scope, ClapTextConfig config) {
        return new RobertaBlock(
                scope,
                SelfAttention.of(scope.in("attention"), config),
                Linear.of(scope.in("intermediate.dense"), config.width(), config.feedForward()),
                Linear.of(scope.in("output.dense"), config.feedForward(), config.width()),
                LayerNorm.of(scope.in("output.LayerNorm"), config.width(), config.eps()));
    }

    Tensor apply(Tensor tokens, Tensor mask) {
        var mixed = attention.apply(tokens, mask);
        var change = last.apply(first.apply(mixed).gelu());
        return scope.returned(norm.apply(change.add(mixed)));
    }
}
