package jointdit.nn;

import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Two linear maps with a GELU (tanh) between.
 *
 * <pre>
 * tokens   (B, N, D)
 * returns  (B, N, D)
 * </pre>
 */
public record FeedForward(Linear first, Linear last) {
    /** Hidden width {@code ratio * width}. */
    public static FeedForward of(Scope scope, int width, int ratio) {
        return new FeedForward(
                Linear.of(scope.in("fc1"), width, ratio * width), Linear.of(scope.in("fc2"), ratio * width, width));
    }

    public Tensor apply(Tensor tokens) {
        return last.apply(first.apply(tokens).geluTanh());
    }
}
