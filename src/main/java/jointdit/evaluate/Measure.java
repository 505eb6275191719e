package jointdit.evaluate;

import static jointdit.config.Check.argument;

/**
 * What one clip adds to a figure. A figure over clips is the sum of the numerators over the sum of the denominators, so
 * that it can be put together from parts of the clips in any order: a mean where all denominators are 1, a pooled F1
 * where they are numbers of events.
 *
 * @param metric name of the figure
 * @param numerator finite
 * @param denominator finite, at least 0
 */
public record Measure(String metric, double numerator, double denominator) {
    public Measure {
        argument(
                Double.isFinite(numerator) && Double.isFinite(denominator) && denominator >= 0,
                "%s needs a finite numerator and a denominator of at least 0, found %s and %s",
                metric,
                numerator,
                denominator);
    }

    /** A value of the clip, for a mean over clips. */
    public static Measure mean(String metric, double value) {
        return new Measure(metric, value, 1);
    }

    /** Parts of a whole, for the share in all wholes. */
    public static Measure share(String metric, double part, double whole) {
        return new Measure(metric, part, whole);
    }
}
