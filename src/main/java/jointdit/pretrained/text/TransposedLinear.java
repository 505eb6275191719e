package jointdit.pretrained.text;

import jointdit.tensor.Init;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Affine map of the last axis whose matrix is stored as GPT-2 stores it.
 *
 * @param weight (in, out)
 * @param bias (out,)
 */
record TransposedLinear(Tensor weight, Tensor bias) {
    static TransposedLinear of(Scope scope, int inputs, int outputs) {
        return new TransposedLinear(
                scope.parameter("weight", Init.fanIn(inputs), inputs, outputs),
                scope.parameter("bias", Init.zeros(), outputs));
    }

    /** (..., in) to (..., out). */
    Tensor apply(Tensor input) {
        return input.matmul(weight).add(bias);
    }
}
