package jointdit.nn;

import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * A noise level as a condition: sinusoids, then two linear maps.
 *
 * <pre>
 * noise    (B,)  c_noise of the preconditioning
 * returns  (B, D)
 * </pre>
 */
public record TimeEmbedding(SinusoidalEmbedding sinusoids, Linear first, Linear last) {
    private static final int FREQUENCIES = 128;
    /** Brings c_noise, about -2 to 2, to the range the sinusoids resolve. */
    private static final double SCALE = 250;

    public static TimeEmbedding of(Scope scope, int width) {
        return new TimeEmbedding(
                SinusoidalEmbedding.of(scope, FREQUENCIES),
                Linear.of(scope.in("linear_1"), FREQUENCIES, width),
                Linear.of(scope.in("linear_2"), width, width));
    }

    public Tensor apply(Tensor noise) {
        return last.apply(first.apply(sinusoids.apply(noise.mul(SCALE))).silu());
    }
}
