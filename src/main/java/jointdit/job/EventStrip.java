package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.List;
import jointdit.evaluate.sync.ClipFacts;

/**
 * A time line as an SVG picture: above it the floor hits that are seen, below it the onsets that are heard. What has a
 * partner within a frame is filled.
 *
 * @param facts of the clip
 * @param seconds its length
 * @param frame seconds of a frame
 */
record EventStrip(ClipFacts facts, double seconds, double frame) {
    private static final int WIDTH = 320;
    private static final int MARGIN = 8;

    /** The picture. */
    String svg() {
        var marks = new StringBuilder();
        for (double at : facts.hits()) {
            marks.append(String.format(
                    ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"9\" r=\"5\"/>", style(at, facts.onsets()), x(at)));
        }
        for (double at : facts.onsets()) {
            marks.append(String.format(
                    ROOT, "<path class=\"%s\" d=\"M%.1f 20l6 10h-12z\"/>", style(at, facts.hits()), x(at)));
        }
        var label = "%d floor hits seen, %d onsets heard"
                .formatted(facts.hits().size(), facts.onsets().size());
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
