package jointdit.nn;

import jointdit.tensor.Init;
import jointdit.tensor.Norms;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Layer norm over the last axis with learned scale and shift.
 *
 * @param weight (D,)
 * @param bias (D,)
 * @param eps added to the variance
 */
public record LayerNorm(Tensor weight, Tensor bias, double eps) {
    public static LayerNorm of(Scope scope, int width, double eps) {
        return new LayerNorm(
                scope.parameter("weight", new Init.Constant(1), width),
                scope.parameter("bias", Init.zeros(), width),
                eps);
    }

    /** (..., D), shape kept. */
    public Tensor apply(Tensor input) {
        return Norms.layer(input, weight, bias, eps);
    }
}
