package jointdit.media;

/** Curve by which pixels count to a new one, over their distance. */
public enum ResizeFilter {
    /** Cubic convolution with slope -1/2. */
    BICUBIC(2) {
        @Override
        double weight(double x) {
            return cubic(x, -0.5);
        }
    },
    /** Sinc under a sinc of three times its width. */
    LANCZOS(3) {
        @Override
        double weight(double x) {
            return Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
        }
    };

    /** Distance from which on nothing counts, in pixels of the smaller picture. */
    final double reach;

    ResizeFilter(double reach) {
        this.reach = reach;
    }

    abstract double weight(double distance);

    /**
     * Cubic convolution.
     *
     * @param slope at distance 1
     * @see <a href="https://doi.org/10.1109/TASSP.1981.1163711">Keys 1981</a>
     */
    static double cubic(double distance, double slope) {
        var x = Math.abs(distance);
        if (x < 1) {
            return ((slope + 2) * x - (slope + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * slope : 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
