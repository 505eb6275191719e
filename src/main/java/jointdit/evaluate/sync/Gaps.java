package jointdit.evaluate.sync;

import java.util.Arrays;

/** Closes gaps of curves. */
final class Gaps {
    private Gaps() {}

    /** With straight lines in place of NaN, and flat ends; nothing if all are NaN. */
    static double[] closed(double[] values) {
        var known = new int[values.length];
        int count = 0;
        for (int k = 0; k < values.length; k++) {
            if (!Double.isNaN(values[k])) {
                known[count++] = k;
            }
        }
        if (count == 0) {
            return new double[0];
        }
        var closed = values.clone();
        Arrays.fill(closed, 0, known[0], values[known[0]]);
        Arrays.fill(closed, known[count - 1], values.length, values[known[count - 1]]);
        for (int i = 1; i < count; i++) {
            double step = (values[known[i]] - values[known[i - 1]]) / (known[i] - known[i - 1]);
            for (int k = known[i - 1] + 1; k < known[i]; k++) {
                closed[k] = values[known[i - 1]] + step * (k - known[i - 1]);
            }
        }
        return closed;
    }
}
