package jointdit.nn;

import jointdit.tensor.Convolution;
import jointdit.tensor.Init;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Transposed convolution with learned kernel over one axis.
 *
 * @param scope where it stands
 * @param weight (in, out, kernel)
 * @param bias (out,)
 * @param convolution stride and padding
 */
public record TransposedConv(Scope scope, Tensor weight, Tensor bias, Convolution convolution) {
    public static TransposedConv of(Scope scope, int inputs, int outputs, Convolution convolution, int kernel) {
        return new TransposedConv(
                scope,
                scope.parameter("weight", Init.fanIn(inputs * kernel), inputs, outputs, kernel),
                scope.parameter("bias", Init.zeros(), outputs),
                convolution);
    }

    /** (B, in, L) to (B, out, L'). */
    public Tensor apply(Tensor input) {
        return scope.returned(convolution.transposed(input, weight, bias));
    }
}
