package jointdit.pretrained.text;

import jointdit.tensor.Init;
import jointdit.tensor.Norms;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/** Divides by the root mean square over the last axis, then a learned scale; T5's layer norm. */
record T5Norm(Scope scope, Tensor weight, double eps) {
    static T5Norm of(Scope scope, T5Config config) {
        return new T5Norm(scope, scope.parameter("weight", new Init.Constant(1), config.width()), config.eps());
    }

    Tensor apply(Tensor tokens) {
        return scope.returned(Norms.rms(tokens, weight, eps));
    }
}
