package jointdit.nn;

import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Two linear maps with a SiLU between, from sinusoids to a condition; names as in diffusers.
 *
 * <pre>
 * sinusoids  (B, in)
 * returns    (B, out)
 * </pre>
 */
public record TimestepEmbedding(Scope scope, Linear first, Linear last) {
    public static TimestepEmbedding of(Scope scope, int inputs, int width, int outputs) {
        return new TimestepEmbedding(
                scope, Linear.of(scope.in("linear_1"), inputs, width), Linear.of(scope.in("linear_2"), width, outputs));
    }

    public Tensor apply(Tensor sinusoids) {
        return scope.returned(last.apply(first.apply(sinusoids).silu()));
    }
}
