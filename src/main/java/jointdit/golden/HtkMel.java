package jointdit.golden;

import java.util.stream.IntStream;
import jointdit.tensor.Array;
import jointdit.tensor.Powers;
import jointdit.tensor.Shape;

/**
 * The mel filters of torchaudio's defaults, which the Python project that this one follows took and which no network
 * here was trained on. All in float32 as published, and the powers by the published library: the last bit of a corner
 * moves weights by more than the goldens tolerate.
 *
 * @param weights (bins, fftSize / 2 + 1), each filter with its peak at 1
 */
record HtkMel(int bins, int columns, float[] weights) {
    private static final double MELS = 2595;
    private static final float BREAK_HZ = 700;

    /** Filters from 0 to half of {@code sampleRateHz}. */
    static HtkMel of(int bins, int sampleRateHz, int fftSize) {
        var columns = fftSize / 2 + 1;
        var corners = corners(bins + 2, sampleRateHz / 2.0);
        var weights = new float[bins * columns];
        for (var m = 0; m < bins; m++) {
            for (var k = 0; k < columns; k++) {
                var hz = k * ((float) sampleRateHz / fftSize);
                var up = (hz - corners[m]) / (corners[m + 1] - corners[m]);
                var down = (corners[m + 2] - hz) / (corners[m + 2] - corners[m + 1]);
                weights[m * columns + k] = Math.max(0, Math.min(up, down));
            }
        }
        return new HtkMel(bins, columns, weights);
    }

    /** {@code count} frequencies in Hz from 0 to {@code highHz}, equally far apart in mel. */
    private static float[] corners(int count, double highHz) {
        var end = (float) (MELS * Math.log10(1 + highHz / BREAK_HZ));
        var step = end / (count - 1);
        var exponents = new float[count];
        for (var i = 0; i < count; i++) {
            var mel = i < count / 2 ? step * i : end - step * (count - 1 - i);
            exponents[i] = mel / (float) MELS;
        }
        var powers = Formula.value(in -> Powers.of(10, in.get(0)), Array.of(Shape.of(count), exponents))
                .floats();
        IntStream.range(0, count).forEach(i -> powers[i] = BREAK_HZ * (powers[i] - 1));
        return powers;
    }

    /** Mel power of Fourier magnitudes (K, columns), transposed: (bins, K). */
    double[] power(double[] magnitudes) {
        var frames = magnitudes.length / columns;
        var power = new double[bins * frames];
        for (var m = 0; m < bins; m++) {
            for (var k = 0; k < frames; k++) {
                for (var i = 0; i < columns; i++) {
                    var magnitude = magnitudes[k * columns + i];
                    power[m * frames + k] += weights[m * columns + i] * magnitude * magnitude;
                }
            }
        }
        return power;
    }
}
