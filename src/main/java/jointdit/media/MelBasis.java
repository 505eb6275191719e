package jointdit.media;

import java.util.Arrays;

/**
 * Triangular mel filters of area 1 over the bins of a Fourier transform; each row keeps only its nonzero stretch.
 *
 * @param columns Fourier bins
 * @param starts first nonzero column of each row
 * @param rows weights from there on
 */
record MelBasis(int columns, int[] starts, double[][] rows) {
    private static final int NNLS_STEPS = 40;

    /** The filters with the given corner frequencies in Hz: row m rises from corner m, peaks at m+1, falls to m+2. */
    static MelBasis of(int sampleRateHz, int fftSize, double[] corners) {
        int columns = fftSize / 2 + 1;
        var starts = new int[corners.length - 2];
        var rows = new double[corners.length - 2][];
        double width = (double) sampleRateHz / fftSize;
        for (int m = 0; m < rows.length; m++) {
            starts[m] = Math.min(columns - 1, (int) Math.floor(corners[m] / width));
            int end = Math.min(columns, (int) Math.ceil(corners[m + 2] / width) + 1);
            rows[m] = new double[end - starts[m]];
            for (int k = 0; k < rows[m].length; k++) {
                double hz = (starts[m] + k) * width;
                double up = (hz - corners[m]) / (corners[m + 1] - corners[m]);
                double down = (corners[m + 2] - hz) / (corners[m + 2] - corners[m + 1]);
                rows[m][k] = Math.max(0, Math.min(up, down)) * 2 / (corners[m + 2] - corners[m]);
            }
        }
        return new MelBasis(columns, starts, rows);
    }

    int bins() {
        return rows.length;
    }

    /** The weights as a matrix, (M, columns). */
    float[] dense() {
        var dense = new float[bins() * columns];
        for (int m = 0; m < rows.length; m++) {
            for (int k = 0; k < rows[m].length; k++) {
                dense[m * columns + starts[m] + k] = (float) rows[m][k];
            }
        }
        return dense;
    }

    /** Mel values of one frame, {@code mel[m] = sum over k of weight[m][k] * linear[k]}. */
    void apply(double[] linear, double[] mel) {
        for (int m = 0; m < rows.length; m++) {
            double sum = 0;
            for (int k = 0; k < rows[m].length; k++) {
                sum += rows[m][k] * linear[starts[m] + k];
            }
            mel[m] = sum;
        }
    }

    private void applyTransposed(double[] mel, double[] linear) {
        Arrays.fill(linear, 0);
        for (int m = 0; m < rows.length; m++) {
            for (int k = 0; k < rows[m].length; k++) {
                linear[starts[m] + k] += rows[m][k] * mel[m];
            }
        }
    }

    /**
     * A frame without negative values whose mel values are close to the given ones.
     *
     * @param mel at least 0, (M)
     * @return (columns)
     * @see <a href="https://papers.nips.cc/paper/1861">Lee and Seung 2001, multiplicative updates for the squared
     *     error</a>
     */
    double[] inverse(double[] mel) {
        var wanted = new double[columns];
        applyTransposed(mel, wanted);
        var linear = wanted.clone();
        var found = new double[columns];
        var foundMel = new double[mel.length];
        for (int step = 0; step < NNLS_STEPS; step++) {
            apply(linear, foundMel);
            applyTransposed(foundMel, found);
            for (int k = 0; k < columns; k++) {
                linear[k] *= wanted[k] / Math.max(found[k], 1e-30);
            }
        }
        return linear;
    }
}
