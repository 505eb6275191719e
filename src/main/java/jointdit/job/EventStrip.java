package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.List;

/**
 * A time line as an SVG picture: above it what is seen, below it what is heard. What has a partner within a frame is
 * filled.
 *
 * @param seen times in seconds
 * @param heard times in seconds
 * @param seconds its length
 * @param frame seconds of a frame
 */
record EventStrip(List<Double> seen, List<Double> heard, double seconds, double frame) {
    private static final int WIDTH = 320;
    private static final int MARGIN = 8;

    /** The picture. */
    String svg() {
        var marks = new StringBuilder();
        for (double at : seen) {
            marks.append(String.format(
                    ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"9\" r=\"5\"/>", style(at, heard), x(at)));
        }
        for (double at : heard) {
            marks.append(String.format(ROOT, "<path class=\"%s\" d=\"M%.1f 20l6 10h-12z\"/>", style(at, seen), x(at)));
        }
        var label = "%d events seen, %d heard".formatted(seen.size(), heard.size());
        return """
                <svg class="strip" viewBox="0 0 %d 34" role="img" aria-label="%s"><path class="axis" d="M%d 17h%d"/>%s</svg>""".formatted(WIDTH, label, MARGIN, WIDTH - 2 * MARGIN, marks);
    }

    private String style(double at, List<Double> others) {
        return others.stream().anyMatch(other -> Math.abs(other - at) <= frame) ? "fits" : "alone";
    }

    private double x(double at) {
        return MARGIN + (WIDTH - 2 * MARGIN) * Math.min(1, at / seconds);
    }
}
