package jointdit.evaluate;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.Arrays;

/** Sums of one figure's {@link Measure}s over clips, and the same sums over redrawn clips; parts can be merged. */
public final class MeasureSums implements Serializable {
    private static final long serialVersionUID = 1;

    /** Fewer clips say nothing about others. */
    private static final int LEAST = 5;

    private static final double TAIL = 0.025;

    private long clips;
    private double numerator;
    private double denominator;
    private final double[] numerators;
    private final double[] denominators;

    /** Of no clips yet, with so many redraws. */
    public MeasureSums(int rounds) {
        numerators = new double[rounds];
        denominators = new double[rounds];
    }

    /** Adds a clip that is in the redraws so many {@code times}. */
    public void add(Measure measure, byte[] times) {
        clips++;
        numerator += measure.numerator();
        denominator += measure.denominator();
        for (int round = 0; round < times.length; round++) {
            numerators[round] += times[round] * measure.numerator();
            denominators[round] += times[round] * measure.denominator();
        }
    }

    /** Adds the clips of {@code other}, and returns this. */
    public MeasureSums merge(MeasureSums other) {
        argument(other.numerators.length == numerators.length, "Cannot merge sums of other numbers of redraws");
        clips += other.clips;
        numerator += other.numerator;
        denominator += other.denominator;
        for (int round = 0; round < numerators.length; round++) {
            numerators[round] += other.numerators[round];
            denominators[round] += other.denominators[round];
        }
        return this;
    }

    /** The figure with its interval. */
    public Figure figure(String metric) {
        if (clips < LEAST) {
            return Figure.none(metric, clips, "wanted at least %d clips, found %d".formatted(LEAST, clips));
        }
        if (denominator == 0) {
            return Figure.none(metric, clips, "nothing to measure in any of %d clips".formatted(clips));
        }
        return figure(metric, numerator / denominator, redrawn());
    }

    /** How much greater this figure is than that of {@code other}, which has the same redraws. */
    public Figure over(MeasureSums other, String metric) {
        var mine = figure(metric);
        var others = other.figure(metric);
        if (mine.known().isEmpty() || others.known().isEmpty()) {
            return mine.known().isEmpty() ? mine : others;
        }
        var left = redrawn();
        var right = other.redrawn();
        for (int round = 0; round < left.length; round++) {
            left[round] -= right[round];
        }
        return figure(metric, mine.value() - others.value(), left);
    }

    private Figure figure(String metric, double value, double[] redrawn) {
        var sorted = Arrays.stream(redrawn).filter(Double::isFinite).sorted().toArray();
        int tail = (int) (TAIL * sorted.length);
        return sorted.length == 0
                ? Figure.none(metric, clips, "nothing to measure in any redraw of %d clips".formatted(clips))
                : Figure.of(metric, value, sorted[tail], sorted[sorted.length - 1 - tail], clips);
    }

    /** The figure of each redraw; NaN where there is nothing to measure. */
    private double[] redrawn() {
        var figures = new double[numerators.length];
        for (int round = 0; round < figures.length; round++) {
            figures[round] = numerators[round] / denominators[round];
        }
        return figures;
    }
}
