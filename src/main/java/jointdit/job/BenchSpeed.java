package jointdit.job;

import java.util.List;

/**
 * How fast a work was.
 *
 * @param seconds median of its time
 * @param rate operations a second
 */
record BenchSpeed(double seconds, double rate) {
    static BenchSpeed of(BenchWork work, double seconds) {
        return new BenchSpeed(seconds, work.operations() / seconds);
    }

    /** The highest rate. */
    static double best(List<BenchSpeed> speeds) {
        return speeds.stream().mapToDouble(BenchSpeed::rate).max().orElseThrow();
    }

    double milliseconds() {
        return seconds * 1e3;
    }

    /** Operations a second in 1e9. */
    double gigaflops() {
        return rate * 1e-9;
    }
}
