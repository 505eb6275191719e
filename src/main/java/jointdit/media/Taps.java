package jointdit.media;

import java.util.stream.IntStream;

/**
 * A linear map along one axis: each new element is a weighted sum of old ones.
 *
 * @param sources indices of old elements, for each new one
 * @param weights their weights
 */
record Taps(int[][] sources, double[][] weights) {
    /** Slope of the cubic where corners are aligned. */
    private static final double SHARP = -0.75;

    /** Number of new elements. */
    int size() {
        return sources.length;
    }

    /** {@code from} to {@code to} elements; of shrunk axes the filter is as much wider, and outside nothing counts. */
    static Taps antialiased(ResizeFilter filter, int from, int to) {
        var scale = (double) from / to;
        var stretch = Math.max(1, scale);
        var reach = filter.reach * stretch;
        var sources = new int[to][];
        var weights = new double[to][];
        for (var i = 0; i < to; i++) {
            var centre = (i + 0.5) * scale;
            var first = Math.max(0, (int) (centre - reach + 0.5));
            var end = Math.min(from, (int) (centre + reach + 0.5));
            sources[i] = IntStream.range(first, end).toArray();
            weights[i] = normed(IntStream.range(first, end)
                    .mapToDouble(s -> filter.weight((s - centre + 0.5) / stretch))
                    .toArray());
        }
        return new Taps(sources, weights);
    }

    /** Blurs {@code size} elements, mirrored at both ends without repeating these, by an odd window of a Gaussian. */
    static Taps gaussian(int size, double deviation, int window) {
        var half = window / 2;
        var weights = normed(IntStream.rangeClosed(-half, half)
                .mapToDouble(d -> Math.exp(-d * d / (2 * deviation * deviation)))
                .toArray());
        var sources = IntStream.range(0, size)
                .mapToObj(i -> IntStream.rangeClosed(i - half, i + half)
                        .map(s -> mirrored(s, size))
                        .toArray())
                .toArray(int[][]::new);
        return new Taps(sources, IntStream.range(0, size).mapToObj(i -> weights).toArray(double[][]::new));
    }

    /** {@code from} to {@code to} elements by cubic convolution; first and last stay, beyond them the edge goes on. */
    static Taps aligned(int from, int to) {
        var sources = new int[to][];
        var weights = new double[to][];
        for (var i = 0; i < to; i++) {
            var at = to == 1 ? 0 : (double) i * (from - 1) / (to - 1);
            var left = (int) at;
            sources[i] = IntStream.rangeClosed(left - 1, left + 2)
                    .map(s -> Math.min(Math.max(s, 0), from - 1))
                    .toArray();
            weights[i] = IntStream.rangeClosed(left - 1, left + 2)
                    .mapToDouble(s -> ResizeFilter.cubic(s - at, SHARP))
                    .toArray();
        }
        return new Taps(sources, weights);
    }

    private static int mirrored(int index, int size) {
        var low = Math.abs(index);
        return low < size ? low : 2 * (size - 1) - low;
    }

    private static double[] normed(double[] weights) {
        var sum = 0.0;
        for (var weight : weights) {
            sum += weight;
        }
        for (var i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
