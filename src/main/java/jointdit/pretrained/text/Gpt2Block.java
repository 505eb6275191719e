package jointdit.pretrained.text;

import java.util.Optional;
import jointdit.nn.LayerNorm;
import jointdit.tensor.Attention;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/** Block of GPT-2: attention to the tokens so far, then feed-forward, each residual behind a layer norm. */
record Gpt2Block(
        Scope scope,
        LayerNorm norm1,
        TransposedLinear attention,
        TransposedLinear attentionOut,
        LayerNorm norm2,
        TransposedLinear first,
        TransposedLinear last,
        int heads) {
    /**
     * What a block gives.
     *
     * @param tokens (B, N, D)
     * @param seen of all tokens up to the last of them
     */
    record Result(Tensor tokens, KeyValues seen) {}

    static Gpt2Block of(Scope scope, Gpt2Config config) {
        var width = config.width();
        return new Gpt2Block(
                scope,
                LayerNorm.of(scope.in("ln_1"), width, config.eps()),
                TransposedLinear.of(scope.in("attn.c_attn"), width, 3 * width),
                TransposedLinear.of(scope.in("attn.c_proj"), width, width),
                LayerNorm.of(scope.in("ln_2"), width, config.eps()),
                TransposedLinear.of(scope.in("mlp.c_fc"), width, config.feedForward()),
                TransposedLinear.of(scope.in("mlp.c_proj"), config.feedForward(), width),
                config.heads());
    }

    /**
     * Goes on.
     *
     * @param tokens (B, N, D)
     * @param before of the M tokens before these, if there are any
     * @param mask added to the scores, broadcastable to (B, H, N, M + N)
     */
    Result apply(Tensor tokens, Optional<KeyValues> before, Tensor mask) {
        var parts = attention.apply(norm1.apply(tokens)).chunk(3, -1);
        var own = new KeyValues(Heads.split(parts.get(1), heads), Heads.split(parts.get(2), heads));
        var seen = before.map(b -> b.then(own)).orElse(own);
        var attended = Attention.apply(Heads.split(parts.get(0), heads), seen.keys(), seen.values(), mask);
        var mixed = tokens.add(attentionOut.apply(Heads.join(attended)));
        var change = last.apply(first.apply(norm2.apply(mixed)).geluTanh());
        return new Result(scope.returned(mixed.add(change)), seen);
    }
}
