package jointdit.evaluate.sync;

/**
 * A ball that falls onto the floor and rises again. Times are in frames, lengths in sides of the picture.
 *
 * @param at when it hits
 * @param down speed with which it arrives
 * @param up speed with which it leaves; as {@code down} where no frame shows it
 * @param error sum of squared distances from the heights
 * @param errorOfFlight the same sum for the best free flight that hits nothing
 */
record Rebound(double at, double down, double up, double error, double errorOfFlight) {
    private static final double STEP = 1 / 32.0;

    /** Of the hits within a frame of {@code span.low}, the one that fits best the heights around it. */
    static Rebound fit(double[] heights, Span span, double gravity) {
        var flight = Line.fit(heights, span, gravity).error();
        var best = new Rebound(span.low(), 0, 0, Double.POSITIVE_INFINITY, flight);
        for (double at = span.low() - 1 + STEP; at < span.low() + 1; at += STEP) {
            int after = (int) Math.floor(at) + 1;
            var falling = Arc.fit(heights, new Span(span.from(), span.low(), after), at, gravity);
            var rising = Arc.fit(heights, new Span(after, span.low(), span.to()), at, gravity);
            double up = after < span.to() ? rising.speed() : falling.speed();
            double error = falling.error() + rising.error();
            best = error < best.error ? new Rebound(at, falling.speed(), up, error, flight) : best;
        }
        return best;
    }

    /** Whether a hit explains the heights better than a free flight does. */
    boolean isSeen() {
        return error < errorOfFlight;
    }

    /**
     * Frames {@code from} up to, but not with, {@code to}, of which {@code low} is the lowest: the flights before and
     * after one hit.
     */
    record Span(int from, int low, int to) {}

    /**
     * A parabola that starts or ends on the floor: {@code height = speed time - gravity time^2 / 2}.
     *
     * @param speed by least squares
     * @param error sum of squared distances from the heights
     */
    private record Arc(double speed, double error) {
        static Arc fit(double[] heights, Span span, double at, double gravity) {
            double above = 0;
            double below = 0;
            double squares = 0;
            for (int k = span.from(); k < span.to(); k++) {
                double time = Math.abs(k - at);
                double height = heights[k] + gravity * time * time / 2;
                if (!Double.isNaN(height)) {
                    above += time * height;
                    below += time * time;
                    squares += height * height;
                }
            }
            return below == 0 ? new Arc(0, 0) : new Arc(above / below, squares - above * above / below);
        }
    }

    /**
     * A parabola anywhere.
     *
     * @param error sum of squared distances from the heights, by least squares
     */
    private record Line(double error) {
        static Line fit(double[] heights, Span span, double gravity) {
            double n = 0;
            double t = 0;
            double tt = 0;
            double h = 0;
            double th = 0;
            double hh = 0;
            for (int k = span.from(); k < span.to(); k++) {
                double time = k - span.low();
                double height = heights[k] + gravity * time * time / 2; // a straight line
                if (!Double.isNaN(height)) {
                    n++;
                    t += time;
                    tt += time * time;
                    h += height;
                    th += time * height;
                    hh += height * height;
                }
            }
            double spread = tt - t * t / n;
            double slope = spread > 0 ? (th - t * h / n) / spread : 0;
            return new Line(hh - h * h / n - slope * (th - t * h / n));
        }
    }
}
