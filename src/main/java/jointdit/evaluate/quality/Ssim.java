package jointdit.evaluate.quality;

import static jointdit.config.Check.argument;

/**
 * Structural similarity of the luma of two RGB24 pictures: mean over all places where a Gaussian window of 11 x 11
 * pixels and deviation 1.5 fits in.
 *
 * @param width pixels across, at least 11
 * @param height pixels down, at least 11
 * @see <a href="https://doi.org/10.1109/TIP.2003.819861">Wang et al. 2004</a>
 */
record Ssim(int width, int height) {
    private static final int WINDOW = 11;
    private static final double DEVIATION = 1.5;
    private static final double LUMINANCE = (0.01 * 255) * (0.01 * 255);
    private static final double CONTRAST = (0.03 * 255) * (0.03 * 255);
    private static final double[] WEIGHTS = weights();

    Ssim {
        argument(width >= WINDOW && height >= WINDOW, "Wanted pictures of at least 11x11, found %dx%d", width, height);
    }

    private static double[] weights() {
        var weights = new double[WINDOW];
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
            double x = (i - WINDOW / 2) / DEVIATION;
            weights[i] = Math.exp(-x * x / 2);
            sum += weights[i];
        }
        for (int i = 0; i < WINDOW; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /** In [-1, 1]; 1 for equal pictures. */
    double of(byte[] left, byte[] right) {
        var x = luma(left);
        var y = luma(right);
        var meanX = blurred(x);
        var meanY = blurred(y);
        var xx = blurred(product(x, x));
        var yy = blurred(product(y, y));
        var xy = blurred(product(x, y));
        double sum = 0;
        for (int i = 0; i < meanX.length; i++) {
            double means = meanX[i] * meanY[i];
            double squares = meanX[i] * meanX[i] + meanY[i] * meanY[i];
            double variances = xx[i] + yy[i] - squares;
            sum += (2 * means + LUMINANCE)
                    * (2 * (xy[i] - means) + CONTRAST)
                    / ((squares + LUMINANCE) * (variances + CONTRAST));
        }
        return sum / meanX.length;
    }

    /** Of BT.601. */
    private static double[] luma(byte[] rgb) {
        var luma = new double[rgb.length / 3];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = 0.299 * (rgb[3 * i] & 255) + 0.587 * (rgb[3 * i + 1] & 255) + 0.114 * (rgb[3 * i + 2] & 255);
        }
        return luma;
    }

    private static double[] product(double[] left, double[] right) {
        var product = new double[left.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = left[i] * right[i];
        }
        return product;
    }

    /** Weighted means of the windows that fit in, (height - 10) x (width - 10). */
    private double[] blurred(double[] values) {
        int across = width - WINDOW + 1;
        var rows = new double[height * across];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < across; x++) {
                for (int i = 0; i < WINDOW; i++) {
                    rows[y * across + x] += WEIGHTS[i] * values[y * width + x + i];
                }
            }
        }
        var blurred = new double[(height - WINDOW + 1) * across];
        for (int at = 0; at < blurred.length; at++) {
            for (int i = 0; i < WINDOW; i++) {
                blurred[at] += WEIGHTS[i] * rows[at + i * across];
            }
        }
        return blurred;
    }
}
