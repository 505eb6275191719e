package jointdit.pretrained.clip;

import static jointdit.config.Check.argument;

import java.util.Optional;
import java.util.OptionalInt;
import jointdit.nn.LayerNorm;
import jointdit.nn.Linear;
import jointdit.tensor.Array;
import jointdit.tensor.DataType;
import jointdit.tensor.Init;
import jointdit.tensor.Positions;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;
import jointdit.tensor.Tensor;

/**
 * Transformer over the tokens of a text, each attending to itself and those before.
 *
 * @param scope root of the model
 * @param tokens (V, D)
 * @param positions (L, D)
 */
public record TextTower(
        Scope scope,
        ClipNaming naming,
        Tensor tokens,
        Tensor positions,
        ClipTransformer blocks,
        LayerNorm norm,
        Linear projection,
        OptionalInt end) {
    /** Added to scores that are not to count. */
    private static final float NEVER = -1e9f;

    static TextTower of(Scope scope, ClipConfig config, ClipConfig.Text sizes) {
        var names = config.naming().text;
        var width = sizes.blocks().width();
        return new TextTower(
                scope,
                config.naming(),
                scope.parameter(names.tokens(), new Init.Normal(0.02), sizes.vocabulary(), width),
                scope.parameter(names.positions(), new Init.Normal(0.02), sizes.context(), width),
                ClipTransformer.of(scope.in(names.blocks()), config.naming(), sizes.blocks()),
                LayerNorm.of(scope.in(names.norm()), width, sizes.blocks().eps()),
                config.naming().projection(scope, names.projection(), width, config.embedding()),
                sizes.end());
    }

    /** States of {@code ids}, INT64 (B, L), whatever stands behind the token of the end. */
    public ClipStates apply(Tensor ids) {
        return apply(ids, causal(ids.size(1)));
    }

    /**
     * The same with tokens that no other attends to.
     *
     * @param kept INT64 (B, L), 1 or 0 for a token to pass over
     */
    public ClipStates applyMasked(Tensor ids, Tensor kept) {
        var padding = kept.to(DataType.FLOAT32).add(-1).mul(-NEVER).reshape(ids.size(0), 1, 1, ids.size(1));
        return apply(ids, causal(ids.size(1)).add(padding));
    }

    private ClipStates apply(Tensor ids, Tensor mask) {
        argument(
                ids.size(1) <= positions.size(0), "Wanted at most %d tokens, found %s", positions.size(0), ids.shape());
        var embedded = tokens.embedding(ids).add(positions.slice(0, 0, ids.size(1)));
        scope.in(naming.text.embedded()).returned(embedded);
        var states = blocks.apply(embedded, Optional.of(mask));
        var last = norm.apply(states.get(states.size() - 1));
        scope.in(naming.text.norm()).returned(last);
        var pooled = pooled(last, ids);
        return new ClipStates(states.get(states.size() - 2), last, pooled, projection.apply(pooled));
    }

    private Tensor causal(int length) {
        var mask = new float[length * length];
        for (var from = 0; from < length; from++) {
            for (var to = from + 1; to < length; to++) {
                mask[from * length + to] = NEVER;
            }
        }
        return scope.constant(Array.of(Shape.of(1, 1, length, length), mask));
    }

    /** The state of the token of the end, (B, D). */
    private Tensor pooled(Tensor states, Tensor ids) {
        var at = end.isPresent() ? Positions.ofFirst(ids, end.getAsInt(), 1) : Positions.ofLargest(ids, 1);
        var index = at.reshape(ids.size(0), 1, 1).expand(ids.size(0), 1, states.size(2));
        return states.gather(1, index).squeeze(1);
    }
}
