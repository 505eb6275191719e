package jointdit.nn;

import static jointdit.config.Check.argument;

import java.util.List;
import jointdit.tensor.Array;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;
import jointdit.tensor.Tensor;

/**
 * Cosines and sines of a number at geometrically falling frequencies, {@code exp(-ln(10000) i / half)}.
 *
 * @param frequencies (half,)
 * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. 2017, section 3.5</a>
 */
public record SinusoidalEmbedding(Tensor frequencies) {
    public static SinusoidalEmbedding of(Scope scope, int width) {
        argument(width % 2 == 0, "A sinusoidal embedding has an even width, found %d", width);
        var half = width / 2;
        var values = new float[half];
        for (var i = 0; i < half; i++) {
            values[i] = (float) Math.exp(-Math.log(10000) * i / half);
        }
        return new SinusoidalEmbedding(scope.constant(Array.of(Shape.of(half), values)));
    }

    /** (B,) to (B, width), cosines first. */
    public Tensor apply(Tensor values) {
        var angles = values.unsqueeze(1).mul(frequencies);
        return Tensor.concat(List.of(angles.cos(), angles.sin()), 1);
    }
}
