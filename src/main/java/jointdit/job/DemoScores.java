package jointdit.job;

import java.util.List;
import jointdit.evaluate.sync.ClipFacts;
import jointdit.evaluate.sync.Figure;
import jointdit.evaluate.sync.Synchrony;

/**
 * Figures of {@link Synchrony} of the clips on the page.
 *
 * @param real of the real clips
 * @param generated of the generated clips
 */
record DemoScores(List<Figure> real, List<Figure> generated) {
    /**
     * Of clips of scene {@code bounce}.
     *
     * @param framesPerSecond of all clips; a frame is the tolerance
     */
    static DemoScores of(List<ClipFacts> real, List<ClipFacts> generated, double framesPerSecond) {
        var synchrony = new Synchrony(1 / framesPerSecond, 0);
        return new DemoScores(synchrony.figures(real), synchrony.figures(generated));
    }

    /** A figure of some clips. */
    static Figure figure(List<Figure> figures, String metric) {
        return figures.stream()
                .filter(figure -> figure.metric().equals(metric))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Cannot find " + metric + " in " + figures));
    }
}
