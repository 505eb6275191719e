package jointdit.spark.evaluate;

import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * Few numbers in place of many, between which distances are about the same: projections on random signs.
 *
 * @param width numbers that are left, where there are more
 * @param seed of the signs
 * @see <a href="https://doi.org/10.1016/S0022-0000(03)00025-4">Achlioptas 2003</a>
 */
record Sketch(int width, long seed) implements Serializable {
    /** Of a vector; as it is, where it is not wider. */
    double[] of(float[] vector) {
        if (vector.length <= width) {
            var same = new double[vector.length];
            for (int i = 0; i < same.length; i++) {
                same[i] = vector[i];
            }
            return same;
        }
        var sketch = new double[width];
        var signs = new SplittableRandom(seed);
        double scale = 1 / Math.sqrt(width);
        for (float value : vector) {
            long bits = signs.nextLong();
            double scaled = scale * value;
            for (int k = 0; k < width; k++) {
                sketch[k] += (bits >>> k & 1) == 0 ? scaled : -scaled;
            }
        }
        return sketch;
    }
}
