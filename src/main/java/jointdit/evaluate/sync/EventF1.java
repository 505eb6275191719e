package jointdit.evaluate.sync;

import static jointdit.config.Check.argument;

import java.util.List;

/**
 * How well two lists of events agree, one to one. Where there is nothing to divide by, a figure is 0: a clip without
 * events earns nothing, so an empty picture with silence is no success.
 *
 * @param matched pairs of events
 * @param found events that were found
 * @param wanted events that should have been
 */
public record EventF1(int matched, int found, int wanted) {
    /**
     * Pairs as many events as can be paired, each at most once.
     *
     * @param found times in seconds
     * @param wanted times in seconds
     * @param tolerance greatest distance in seconds of a pair, itself included
     */
    public static EventF1 of(List<Double> found, List<Double> wanted, double tolerance) {
        argument(tolerance >= 0, "tolerance must be at least 0, found %s", tolerance);
        var left = found.stream().mapToDouble(t -> t).sorted().toArray();
        var right = wanted.stream().mapToDouble(t -> t).sorted().toArray();
        int matched = 0;
        // on a line the earliest events that can be paired may always be paired
        for (int i = 0, j = 0; i < left.length && j < right.length; ) {
            boolean near = Math.abs(left[i] - right[j]) <= tolerance + 1e-9;
            matched += near ? 1 : 0;
            boolean leftIsEarlier = left[i] < right[j];
            i += near || leftIsEarlier ? 1 : 0;
            j += near || !leftIsEarlier ? 1 : 0;
        }
        return new EventF1(matched, left.length, right.length);
    }

    /** Counts of all together, so that a clip weighs as much as it has events. */
    public static EventF1 pooled(List<EventF1> parts) {
        return new EventF1(
                parts.stream().mapToInt(EventF1::matched).sum(),
                parts.stream().mapToInt(EventF1::found).sum(),
                parts.stream().mapToInt(EventF1::wanted).sum());
    }

    /** Share of the found events that were wanted. */
    public double precision() {
        return found == 0 ? 0 : matched / (double) found;
    }

    /** Share of the wanted events that were found. */
    public double recall() {
        return wanted == 0 ? 0 : matched / (double) wanted;
    }

    /** Harmonic mean of both. */
    public double f1() {
        return found + wanted == 0 ? 0 : 2.0 * matched / (found + wanted);
    }
}
