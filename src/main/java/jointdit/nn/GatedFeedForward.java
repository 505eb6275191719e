package jointdit.nn;

import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Two linear maps with a gate between: half of the hidden channels times the GELU of the other half; names as in
 * diffusers.
 *
 * <pre>
 * tokens   (B, N, D)
 * returns  (B, N, D)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2002.05202">Shazeer 2020, GEGLU</a>
 */
public record GatedFeedForward(Linear first, Linear last) {
    private static final int RATIO = 4;

    public static GatedFeedForward of(Scope scope, int width) {
        return new GatedFeedForward(
                Linear.of(scope.in("net.0.proj"), width, 2 * RATIO * width),
                Linear.of(scope.in("net.2"), RATIO * width, width));
    }

    public Tensor apply(Tensor tokens) {
        var halves = first.apply(tokens).chunk(2, -1);
        return last.apply(halves.get(0).mul(halves.get(1).gelu()));
    }
}
