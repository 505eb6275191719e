package jointdit.nn;

import static jointdit.config.Check.argument;

import java.util.List;
import jointdit.tensor.Array;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;
import jointdit.tensor.Tensor;

/**
 * Rotary positions in seconds: pairs of channels turn by angles proportional to a token's time, so that attention
 * depends on time differences, across modalities too. The second half of each head's channels is not turned.
 *
 * @param cosines (N, D / 4)
 * @param sines (N, D / 4)
 * @see <a href="https://arxiv.org/abs/2104.09864">Su et al. 2021</a>
 */
public record Rotary(Tensor cosines, Tensor sines) {
    private static final double SHORTEST_PERIOD_S = 0.08;
    private static final double LONGEST_PERIOD_S = 16;

    /** For tokens at {@code seconds} and heads of {@code headWidth} channels, a multiple of 4. */
    public static Rotary of(Scope scope, float[] seconds, int headWidth) {
        argument(headWidth % 4 == 0, "Rotary positions need heads of 4, 8, ... channels, found %d", headWidth);
        var pairs = headWidth / 4;
        var cosines = new float[seconds.length * pairs];
        var sines = new float[seconds.length * pairs];
        for (var n = 0; n < seconds.length; n++) {
            for (var i = 0; i < pairs; i++) {
                var angle = 2 * Math.PI * seconds[n] / period(i, pairs);
                cosines[n * pairs + i] = (float) Math.cos(angle);
                sines[n * pairs + i] = (float) Math.sin(angle);
            }
        }
        var shape = Shape.of(seconds.length, pairs);
        return new Rotary(scope.constant(Array.of(shape, cosines)), scope.constant(Array.of(shape, sines)));
    }

    private static double period(int index, int pairs) {
        var share = pairs == 1 ? 0 : index / (double) (pairs - 1);
        return SHORTEST_PERIOD_S * Math.pow(LONGEST_PERIOD_S / SHORTEST_PERIOD_S, share);
    }

    /** Turns queries or keys, (B, H, N, D). */
    public Tensor apply(Tensor heads) {
        var pairs = cosines.size(1);
        var parts = heads.split(-1, pairs, pairs, heads.size(-1) - 2 * pairs);
        var x = parts.get(0);
        var y = parts.get(1);
        return Tensor.concat(
                List.of(x.mul(cosines).sub(y.mul(sines)), x.mul(sines).add(y.mul(cosines)), parts.get(2)), -1);
    }
}
