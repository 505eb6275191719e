package jointdit.spark.evaluate;

import java.util.List;
import jointdit.evaluate.Figure;
import jointdit.evaluate.chart.Histogram;
import jointdit.spark.FailureRow;

/**
 * What an evaluation came to.
 *
 * @param run its name
 * @param figures of this run, and of the reference if there is one
 * @param others figures of runs that were evaluated into the same tables before
 * @param comparisons this run against the others
 * @param distributions of measures of single clips
 * @param shown clips to look at
 * @param findings of single clips: faults, repeated training clips, duplicates
 * @param failures clips that could not be looked at, the first hundred
 */
public record EvaluateReport(
        String run,
        List<MetricRow> figures,
        List<MetricRow> others,
        List<Comparison> comparisons,
        List<Histogram> distributions,
        List<ShownClip> shown,
        List<Finding> findings,
        List<FailureRow> failures) {
    public EvaluateReport {
        figures = List.copyOf(figures);
        others = List.copyOf(others);
        comparisons = List.copyOf(comparisons);
        distributions = List.copyOf(distributions);
        shown = List.copyOf(shown);
        findings = List.copyOf(findings);
        failures = List.copyOf(failures);
    }

    /**
     * How much greater a figure is here than in another run.
     *
     * @param other run
     * @param difference with its interval, over the clips of both runs drawn together
     */
    public record Comparison(String other, Figure difference) {
        /** Whether the whole interval lies on one side of zero. */
        public boolean isClear() {
            return difference.low() > 0 || difference.high() < 0;
        }
    }

    /**
     * A clip to look at.
     *
     * @param clipId name
     * @param caption what it shows
     * @param why it was taken, such as {@code worst}
     * @param uri of the clip
     * @param referenceUri of the clip that it was compared with; empty if there is none
     * @param facts JSON of what is seen and heard
     */
    public record ShownClip(String clipId, String caption, String why, String uri, String referenceUri, String facts) {}

    /**
     * Something to know of one clip.
     *
     * @param clipId name
     * @param what was found, such as {@code silent}
     * @param words more of it; may be empty
     */
    public record Finding(String clipId, String what, String words) {}
}
