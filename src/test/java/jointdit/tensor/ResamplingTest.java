package jointdit.tensor;

import static jointdit.tensor.Traced.assertClose;
import static jointdit.tensor.Traced.at;
import static jointdit.tensor.Traced.each;
import static jointdit.tensor.Traced.noise;
import static jointdit.tensor.Traced.padded;
import static jointdit.tensor.Traced.run;
import static jointdit.tensor.Traced.sum;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {
    private static final Array X = noise(2, 3, 6, 5);

    /** Weight of the old pixel at distance {@code x} from the new one. */
    private interface Kernel {
        double at(double x);
    }

    /** Old pixels around the place of new pixel {@code i}, edges repeated, weighted by the kernel along both axes. */
    private static Array filtered(int height, int width, Kernel kernel) {
        return each(
                i -> {
                    var y = (i[2] + 0.5) * 6 / height - 0.5;
                    var x = (i[3] + 0.5) * 5 / width - 0.5;
                    return sum(
                            4,
                            a -> sum(4, b -> {
                                var row = (int) Math.floor(y) - 1 + a;
                                var column = (int) Math.floor(x) - 1 + b;
                                return kernel.at(y - row)
                                        * kernel.at(x - column)
                                        * at(X, i[0], i[1], clamp(row, 5), clamp(column, 4));
                            }));
                },
                2,
                3,
                height,
                width);
    }

    private static int clamp(int index, int last) {
        return Math.max(0, Math.min(last, index));
    }

    private static double linear(double x) {
        return Math.max(0, 1 - Math.abs(x));
    }

    /** Keys 1981 with a = -0.75. */
    private static double cubic(double x) {
        var d = Math.abs(x);
        var a = -0.75;
        if (d <= 1) {
            return (a + 2) * d * d * d - (a + 3) * d * d + 1;
        }
        return d < 2 ? a * d * d * d - 5 * a * d * d + 8 * a * d - 4 * a : 0;
    }

    @ParameterizedTest
    @CsvSource({"12, 10", "9, 7", "3, 2", "6, 5"})
    void nearestRepeatsTheOldPixelBefore(int height, int width) {
        var wanted = each(i -> at(X, i[0], i[1], i[2] * 6 / height, i[3] * 5 / width), 2, 3, height, width);
        assertClose(run(t -> Resampling.resize(t, height, width, Resampling.Mode.NEAREST), X), wanted, 0);
    }

    @ParameterizedTest
    @CsvSource({"12, 10", "9, 7", "3, 2", "6, 5"})
    void bilinearMixesFourPixels(int height, int width) {
        var found = run(t -> Resampling.resize(t, height, width, Resampling.Mode.BILINEAR), X);
        assertClose(found, filtered(height, width, ResamplingTest::linear), 2e-6);
    }

    @ParameterizedTest
    @CsvSource({"12, 10", "9, 7", "3, 2", "6, 5"})
    void bicubicMixesSixteenPixels(int height, int width) {
        var found = run(t -> Resampling.resize(t, height, width, Resampling.Mode.BICUBIC), X);
        assertClose(found, filtered(height, width, ResamplingTest::cubic), 4e-6);
    }

    @Test
    void zerosGoAroundOneAxis() {
        assertClose(
                run(t -> Resampling.padZeros(t, -1, 1, 2), X),
                each(i -> padded(X, i[0], i[1], i[2], i[3] - 1), 2, 3, 6, 8),
                0);
        assertClose(run(t -> Resampling.padZeros(t, 1, 0, 1), X), each(i -> padded(X, i), 2, 4, 6, 5), 0);
    }

    @Test
    void zerosGoRightAndBelow() {
        assertClose(run(t -> Resampling.padZerosRightAndBelow(t, 2), X), each(i -> padded(X, i), 2, 3, 8, 7), 0);
    }

    @Test
    void reflectionLeavesTheEdgeOut() {
        var x = noise(2, 3, 5);
        var wanted = each(i -> at(x, i[0], i[1], mirror(i[2] - 4, 5)), 2, 3, 12);
        assertClose(run(t -> Resampling.padReflect(t, 4, 3), x), wanted, 0);

        var plane = each(i -> at(X, i[0], i[1], mirror(i[2] - 2, 6), mirror(i[3] - 2, 5)), 2, 3, 10, 9);
        assertClose(run(t -> Resampling.padReflect(t, 2), X), plane, 0);
    }

    private static int mirror(int index, int size) {
        return index < 0 ? -index : index >= size ? 2 * (size - 1) - index : index;
    }
}
