package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.List;
import jointdit.job.DemoScores.Events;

/** A time line as an SVG picture: above it what is seen, below it what is heard; what fits together is filled. */
final class EventStrip {
    private static final int WIDTH = 320;
    private static final int MIDDLE = 17;
    private static final int MARGIN = 8;

    private EventStrip() {}

    static String svg(Events events) {
        var marks = new StringBuilder();
        events.seen()
                .forEach(at -> marks.append(String.format(
                        ROOT,
                        "<circle class=\"%s\" cx=\"%.1f\" cy=\"9\" r=\"5\"/>",
                        style(at, events.heard(), events),
                        x(at, events))));
        events.heard()
                .forEach(at -> marks.append(String.format(
                        ROOT,
                        "<path class=\"%s\" d=\"M%.1f 20l6 10h-12z\"/>",
                        style(at, events.seen(), events),
                        x(at, events))));
        return """
                <svg class="strip" viewBox="0 0 %d 34" role="img" aria-label="%d floor hits seen, %d onsets heard">\
                <line class="grid" x1="%d" y1="%d" x2="%d" y2="%d"/>%s</svg>""".formatted(
                WIDTH, events.seen().size(), events.heard().size(), MARGIN, MIDDLE, WIDTH - MARGIN, MIDDLE, marks);
    }

    private static String style(double at, List<Double> others, Events events) {
        return others.stream().anyMatch(other -> Math.abs(other - at) <= events.tolerance()) ? "fits" : "alone";
    }

    private static double x(double seconds, Events events) {
        return MARGIN + (WIDTH - 2 * MARGIN) * Math.min(1, seconds / events.seconds());
    }
}
