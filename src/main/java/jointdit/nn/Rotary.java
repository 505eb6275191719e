package jointdit.nn;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import jointdit.tensor.Array;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;
import jointdit.tensor.Tensor;

/**
 * Rotary positions in seconds: pairs of channels turn by angles proportional to a token's time, so that attention
 * depends on time differences, across modalities too. The second half of each head's channels is not turned, or turns
 * with the place in a picture.
 *
 * @param cosines (N, P), P pairs that turn
 * @param sines (N, P)
 * @see <a href="https://arxiv.org/abs/2104.09864">Su et al. 2021</a>
 */
public record Rotary(Tensor cosines, Tensor sines) {
    private static final double SHORTEST_PERIOD_S = 0.08;
    private static final double LONGEST_PERIOD_S = 16;
    private static final double SHORTEST_PERIOD = 1.0 / 16;
    private static final double LONGEST_PERIOD = 2;

    /**
     * Tokens time by time, in each row by row.
     *
     * @param seconds time of each picture
     * @param rows of a picture
     * @param columns of a picture
     */
    public record Grid(float[] seconds, int rows, int columns) {
        private double second(int token) {
            return seconds[token / (rows * columns)];
        }

        /** Middle of the row, in heights of the picture. */
        private double row(int token) {
            return (token / columns % rows + 0.5) / rows;
        }

        /** Middle of the column, in widths of the picture. */
        private double column(int token) {
            return (token % columns + 0.5) / columns;
        }
    }

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

    /** The same where a quarter of the channels each turns with the row and the column beside the half of the time. */
    public static Rotary of(Scope scope, Grid grid, int headWidth) {
        argument(headWidth % 8 == 0, "Rotary places need heads of 8, 16, ... channels, found %d", headWidth);
        var tokens = grid.seconds().length * grid.rows() * grid.columns();
        var pairs = headWidth / 4;
        var angles = new double[2 * tokens * pairs];
        for (var n = 0; n < tokens; n++) {
            for (var i = 0; i < pairs; i++) {
                angles[2 * n * pairs + i] = 2 * Math.PI * grid.second(n) / period(i, pairs);
                var place = 2 * i < pairs ? grid.row(n) : grid.column(n);
                angles[(2 * n + 1) * pairs + i] = 2 * Math.PI * place / placePeriod(i % (pairs / 2), pairs / 2);
            }
        }
        var shape = Shape.of(tokens, 2 * pairs);
        return new Rotary(
                scope.constant(Array.of(shape, map(angles, Math::cos))),
                scope.constant(Array.of(shape, map(angles, Math::sin))));
    }

    private static float[] map(double[] angles, DoubleUnaryOperator function) {
        var values = new float[angles.length];
        for (var i = 0; i < values.length; i++) {
            values[i] = (float) function.applyAsDouble(angles[i]);
        }
        return values;
    }

    private static double period(int index, int pairs) {
        return between(SHORTEST_PERIOD_S, LONGEST_PERIOD_S, index, pairs);
    }

    private static double placePeriod(int index, int pairs) {
        return between(SHORTEST_PERIOD, LONGEST_PERIOD, index, pairs);
    }

    private static double between(double shortest, double longest, int index, int pairs) {
        var share = pairs == 1 ? 0 : index / (double) (pairs - 1);
        return shortest * Math.pow(longest / shortest, share);
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
