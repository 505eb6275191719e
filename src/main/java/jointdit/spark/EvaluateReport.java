package jointdit.spark;

import java.util.List;

/**
 * What an evaluation came to.
 *
 * @param figures of this run
 * @param failures clips that could not be looked at
 */
public record EvaluateReport(List<MetricRow> figures, List<FailureRow> failures) {
    public EvaluateReport {
        figures = List.copyOf(figures);
        failures = List.copyOf(failures);
    }
}
