package jointdit.pretrained.text;

import java.util.List;
import jointdit.nn.Linear;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Residual feed-forward layer of T5, plain or gated.
 *
 * <pre>
 * tokens   (B, N, D)
 * returns  (B, N, D)
 * </pre>
 *
 * @param inner one map, or the gate's and the other
 */
record T5FeedForward(Scope scope, T5Norm norm, List<Linear> inner, Linear out) {
    static T5FeedForward of(Scope scope, T5Config config) {
        var dense = scope.in("DenseReluDense");
        var names = switch (config.activation()) {
            case RELU -> List.of("wi");
            case GATED_GELU -> List.of("wi_0", "wi_1");
        };
        return new T5FeedForward(
                scope,
                T5Norm.of(scope.in("layer_norm"), config),
                names.stream()
                        .map(name -> Linear.withoutBias(dense.in(name), config.width(), config.feedForward()))
                        .toList(),
                Linear.withoutBias(dense.in("wo"), config.feedForward(), config.width()));
    }

    Tensor apply(Tensor tokens) {
        var own = norm.apply(tokens);
        var first = inner.get(0).apply(own);
        var hidden = inner.size() == 1
                ? first.relu()
                : first.geluTanh().mul(inner.get(1).apply(own));
        return scope.returned(tokens.add(out.apply(hidden)));
    }
}
