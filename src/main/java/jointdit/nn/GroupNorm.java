package jointdit.nn;

import jointdit.tensor.Init;
import jointdit.tensor.Norms;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Group norm over the channels of (B, C, ...) with learned scale and shift.
 *
 * @param scope where it stands
 * @param affine scale and shift, each (C,)
 * @param groups number of groups
 * @param eps added to the variance
 */
public record GroupNorm(Scope scope, Norms.Affine affine, int groups, double eps) {
    public static GroupNorm of(Scope scope, int channels, int groups, double eps) {
        var weight = scope.parameter("weight", new Init.Constant(1), channels);
        var bias = scope.parameter("bias", Init.zeros(), channels);
        return new GroupNorm(scope, new Norms.Affine(weight, bias), groups, eps);
    }

    /** (B, C, ...), shape kept. */
    public Tensor apply(Tensor input) {
        return scope.returned(Norms.group(input, groups, affine, eps));
    }
}
