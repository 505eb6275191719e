package jointdit.diffusion;

/**
 * Way of one modality from a noise level to the next lower one, of {@code dx/dsigma = (x - D(x)) / sigma} with the
 * clean estimate D.
 *
 * @param from standard deviation of the noise before, above 0
 * @param to standard deviation of the noise after, at least 0
 */
record Descent(double from, double to) {
    /** The exact solution if the clean estimate stayed the same; also Euler's step. */
    float[] towards(float[] x, float[] clean) {
        var kept = to / from;
        return sum(kept, x, 1 - kept, clean);
    }

    /**
     * Heun's correction of Euler's step, with the mean of the slopes at both ends.
     *
     * @param guess where Euler's step led
     * @param cleanAfter clean estimate there
     */
    float[] corrected(float[] x, float[] clean, float[] guess, float[] cleanAfter) {
        var half = (to - from) / 2;
        var next = new float[x.length];
        for (var i = 0; i < x.length; i++) {
            next[i] = (float) (x[i] + half * ((x[i] - clean[i]) / from + (guess[i] - cleanAfter[i]) / to));
        }
        return next;
    }

    /**
     * The clean estimate half-way of this descent in log sigma, on a line through the last two.
     *
     * @param last clean estimate at the start of {@code before}
     * @param before the descent that led here
     * @see <a href="https://arxiv.org/abs/2211.01095">Lu et al. 2022, algorithm 2</a>
     */
    float[] extrapolated(float[] clean, float[] last, Descent before) {
        if (before.length() == 0) { // two steps of the video in one of the audio: no line
            return clean;
        }
        var weight = length() / (2 * before.length());
        return sum(1 + weight, clean, -weight, last);
    }

    private double length() {
        return Math.log(from / to);
    }

    private static float[] sum(double a, float[] x, double b, float[] y) {
        var result = new float[x.length];
        for (var i = 0; i < x.length; i++) {
            result[i] = (float) (a * x[i] + b * y[i]);
        }
        return result;
    }
}
