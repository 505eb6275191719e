package jointdit.pretrained.audioldm2;

import jointdit.nn.Linear;
import jointdit.nn.SinusoidalEmbedding;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/** A step as sinusoids, then two linear maps; names as in diffusers. */
record TimestepEmbedding(Scope scope, SinusoidalEmbedding sinusoids, Linear first, Linear last) {
    static TimestepEmbedding of(Scope scope, AudioLdm2UNetConfig.Time time) {
        return new TimestepEmbedding(
                scope,
                SinusoidalEmbedding.of(scope, time.frequencies(), time.order(), time.shift()),
                Linear.of(scope.in("linear_1"), time.frequencies(), time.width()),
                Linear.of(scope.in("linear_2"), time.width(), time.width()));
    }

    /** (B,) to (B, width). */
    Tensor apply(Tensor steps) {
        return scope.returned(last.apply(first.apply(sinusoids.apply(steps)).silu()));
    }
}
