package jointdit.nn;

import static jointdit.config.Check.argument;

import java.util.List;
import jointdit.tensor.Array;
import jointdit.tensor.Resampling;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;
import jointdit.tensor.Tensor;

/**
 * Cosines and sines of a number at geometrically falling frequencies, {@code exp(-ln(10000) i / (half - shift))}.
 *
 * @param frequencies (half,)
 * @param order which come first
 * @param width of the result; an odd one ends with a zero
 * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. 2017, section 3.5</a>
 */
public record SinusoidalEmbedding(Tensor frequencies, Order order, int width) {
    /** Order of the halves. */
    public enum Order {
        /** What diffusers calls {@code flip_sin_to_cos}. */
        COSINES_FIRST,
        SINES_FIRST
    }

    /** Cosines first, shift 0, as in DiT and the networks of SVD and AudioLDM2. */
    public static SinusoidalEmbedding of(Scope scope, int width) {
        argument(width % 2 == 0, "A sinusoidal embedding has an even width, found %d", width);
        return of(scope, width, Order.COSINES_FIRST, 0);
    }

    /**
     * Of any width.
     *
     * @param shift 1 makes the last frequency exactly 1 / 10000, 0 the one after it
     */
    public static SinusoidalEmbedding of(Scope scope, int width, Order order, int shift) {
        var half = width / 2;
        argument(half > shift, "A sinusoidal embedding is wider than %d, found %d", 2 * shift + 1, width);
        var values = new float[half];
        for (var i = 0; i < half; i++) {
            values[i] = SingleExp.of((float) -Math.log(10000) * i / (half - shift));
        }
        return new SinusoidalEmbedding(scope.constant(Array.of(Shape.of(half), values)), order, width);
    }

    /** (B,) to (B, width). */
    public Tensor apply(Tensor values) {
        var angles = values.unsqueeze(1).mul(frequencies);
        var halves = order == Order.COSINES_FIRST
                ? List.of(angles.cos(), angles.sin())
                : List.of(angles.sin(), angles.cos());
        var joined = Tensor.concat(halves, 1);
        return width % 2 == 0 ? joined : Resampling.padZeros(joined, 1, 0, 1);
    }
}
