package jointdit.pretrained.clip;

import java.util.Optional;
import jointdit.nn.LayerNorm;
import jointdit.nn.Linear;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Attention, then two linear maps, each behind a layer norm and residual.
 *
 * <pre>
 * tokens   (B, N, D)
 * mask     (B or 1, 1, N, N), added to the scores, if there is one
 * returns  (B, N, D)
 * </pre>
 */
record ClipBlock(Scope scope, LayerNorm norm1, ClipAttention attention, LayerNorm norm2, Mlp mlp) {
    static ClipBlock of(Scope scope, ClipNaming naming, ClipConfig.Blocks sizes) {
        var names = naming.block;
        return new ClipBlock(
                scope,
                LayerNorm.of(scope.in(names.norm1()), sizes.width(), sizes.eps()),
                ClipAttention.of(scope.in(names.attention()), naming, sizes),
                LayerNorm.of(scope.in(names.norm2()), sizes.width(), sizes.eps()),
                Mlp.of(scope.in(names.mlp()), names, sizes));
    }

    Tensor apply(Tensor tokens, Optional<Tensor> mask) {
        var mixed = tokens.add(attention.apply(norm1.apply(tokens), mask));
        return scope.returned(mixed.add(mlp.apply(norm2.apply(mixed))));
    }

    /** Two linear maps with an activation between. */
    record Mlp(Scope scope, Linear widen, ClipActivation activation, Linear narrow) {
        static Mlp of(Scope scope, ClipNaming.Block names, ClipConfig.Blocks sizes) {
            return new Mlp(
                    scope,
                    Linear.of(scope.in(names.widen()), sizes.width(), sizes.hidden()),
                    sizes.activation(),
                    Linear.of(scope.in(names.narrow()), sizes.hidden(), sizes.width()));
        }

        Tensor apply(Tensor tokens) {
            return scope.returned(narrow.apply(activation.apply(widen.apply(tokens))));
        }
    }
}
