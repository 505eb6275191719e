package jointdit.media;

import static jointdit.config.Check.argument;

import java.util.stream.IntStream;

/**
 * Discrete Fourier transform of real signals of one power-of-two size, in place; holds only tables, so threads may
 * share it.
 *
 * <p>A real signal of n samples is transformed as n/2 complex ones (even samples real, odd imaginary) by radix-2 steps
 * and then split by symmetry. Arrays have n + 2 values: the signal in the first n, or the bins 0 to n/2 as real,
 * imaginary, real, imaginary.
 */
final class Fourier {
    private final int size;
    private final double[] cos;
    private final double[] sin;
    private final int[] swaps;

    /** @param size samples n, a power of two, at least 4 */
    Fourier(int size) {
        argument(size >= 4 && Integer.bitCount(size) == 1, "Wanted a power of two of at least 4, found %d", size);
        this.size = size;
        cos = new double[size / 2];
        sin = new double[size / 2];
        for (int i = 0; i < size / 2; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / size);
            sin[i] = Math.sin(2 * Math.PI * i / size);
        }
        swaps = bitReversal(size / 2);
    }

    /** Signal at {@code offset} to its bins. */
    void forward(double[] data, int offset) {
        complex(data, offset, 1);
        double first = data[offset];
        double second = data[offset + 1];
        data[offset] = first + second;
        data[offset + 1] = 0;
        data[offset + size] = first - second;
        data[offset + size + 1] = 0;
        splitBins(data, offset, 1);
    }

    /** Bins at {@code offset} to their signal; the imaginary parts of bins 0 and n/2 are ignored. */
    void inverse(double[] data, int offset) {
        double first = data[offset];
        double last = data[offset + size];
        data[offset] = (first + last) / 2;
        data[offset + 1] = (first - last) / 2;
        splitBins(data, offset, -1);
        complex(data, offset, -1);
        double scale = 2.0 / size;
        for (int i = offset; i < offset + size; i++) {
            data[i] *= scale;
        }
    }

    /** Between the n/2-point complex bins Z and the real signal's bins X: {@code X = even - i sign W^k odd}. */
    private void splitBins(double[] x, int offset, int sign) {
        for (int k = 1; k <= size / 4; k++) {
            int a = offset + 2 * k;
            int b = offset + size - 2 * k;
            double evenRe = (x[a] + x[b]) / 2;
            double evenIm = (x[a + 1] - x[b + 1]) / 2;
            double oddRe = (x[a + 1] + x[b + 1]) / 2;
            double oddIm = (x[b] - x[a]) / 2;
            double turnRe = sign * cos[k] * oddRe + sin[k] * oddIm;
            double turnIm = sign * cos[k] * oddIm - sin[k] * oddRe;
            x[a] = evenRe + turnRe;
            x[a + 1] = evenIm + turnIm;
            x[b] = evenRe - turnRe;
            x[b + 1] = turnIm - evenIm;
        }
    }

    private void complex(double[] x, int offset, int sign) {
        reorder(x, offset);
        pairs(x, offset);
        for (int half = 2; half < size / 2; half *= 2) {
            butterflies(x, offset, half, sign);
        }
    }

    private void butterflies(double[] x, int offset, int half, int sign) {
        int step = size / (2 * half);
        for (int start = offset; start < offset + size; start += 4 * half) {
            for (int k = 0, a = start, b = start + 2 * half; k < half; k++, a += 2, b += 2) {
                double c = cos[k * step];
                double s = sign * sin[k * step];
                double re = x[b] * c + x[b + 1] * s;
                double im = x[b + 1] * c - x[b] * s;
                x[b] = x[a] - re;
                x[b + 1] = x[a + 1] - im;
                x[a] += re;
                x[a + 1] += im;
            }
        }
    }

    private void pairs(double[] x, int offset) {
        for (int a = offset; a < offset + size; a += 4) {
            double re = x[a + 2];
            double im = x[a + 3];
            x[a + 2] = x[a] - re;
            x[a + 3] = x[a + 1] - im;
            x[a] += re;
            x[a + 1] += im;
        }
    }

    private void reorder(double[] x, int offset) {
        for (int i = 0; i < swaps.length; i += 2) {
            int a = offset + 2 * swaps[i];
            int b = offset + 2 * swaps[i + 1];
            double re = x[a];
            double im = x[a + 1];
            x[a] = x[b];
            x[a + 1] = x[b + 1];
            x[b] = re;
            x[b + 1] = im;
        }
    }

    private static int[] bitReversal(int count) {
        int shift = 32 - Integer.numberOfTrailingZeros(count);
        return IntStream.range(0, count)
                .filter(i -> i < Integer.reverse(i) >>> shift)
                .flatMap(i -> IntStream.of(i, Integer.reverse(i) >>> shift))
                .toArray();
    }
}
