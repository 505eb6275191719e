package jointdit.nn;

import java.util.Optional;
import jointdit.tensor.Init;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Affine map of the last axis.
 *
 * @param weight (out, in)
 * @param bias (out,), if there is one
 */
public record Linear(Tensor weight, Optional<Tensor> bias) {
    /** Starts from a Gaussian that keeps the variance, bias 0. */
    public static Linear of(Scope scope, int inputs, int outputs) {
        return of(scope, inputs, outputs, Init.fanIn(inputs));
    }

    /** Starts from zeros: ends a residual branch. */
    public static Linear zero(Scope scope, int inputs, int outputs) {
        return of(scope, inputs, outputs, Init.zeros());
    }

    /** Has no bias. */
    public static Linear withoutBias(Scope scope, int inputs, int outputs) {
        return new Linear(scope.parameter("weight", Init.fanIn(inputs), outputs, inputs), Optional.empty());
    }

    private static Linear of(Scope scope, int inputs, int outputs, Init init) {
        return new Linear(
                scope.parameter("weight", init, outputs, inputs),
                Optional.of(scope.parameter("bias", Init.zeros(), outputs)));
    }

    /** (..., in) to (..., out). */
    public Tensor apply(Tensor input) {
        return bias.map(b -> input.linear(weight, b)).orElseGet(() -> input.linear(weight));
    }
}
