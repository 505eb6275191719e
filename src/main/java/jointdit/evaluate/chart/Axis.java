package jointdit.evaluate.chart;

import static java.lang.Math.ceil;
import static java.lang.Math.floor;
import static java.lang.Math.log10;
import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.lang.Math.pow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A range of values and where they lie on it.
 *
 * @param low at 0
 * @param high at 1
 * @param scale between them
 */
record Axis(double low, double high, Scale scale) {
    private static final int TICKS = 5;

    /** How values lie on an axis. */
    enum Scale {
        LINEAR,
        LOG
    }

    /** From the least to the greatest of the values that can be shown. */
    static Axis over(double[] values, Scale scale) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            low = scale == Scale.LINEAR || value > 0 ? min(low, value) : low;
            high = max(high, value);
        }
        if (low > high) {
            return new Axis(scale == Scale.LINEAR ? 0 : 0.1, 1, scale);
        }
        return low < high ? new Axis(low, high, scale) : around(low, scale);
    }

    private static Axis around(double value, Scale scale) {
        return scale == Scale.LOG ? new Axis(value / 2, value * 2, scale) : new Axis(value - 0.5, value + 0.5, scale);
    }

    boolean shows(double value) {
        return low <= value && value <= high;
    }

    /** Share of the way from low to high. */
    double place(double value) {
        return scale == Scale.LOG
                ? (log10(value) - log10(low)) / (log10(high) - log10(low))
                : (value - low) / (high - low);
    }

    /** Round values on the axis, about five: 1, 2 or 5 times a power of ten. */
    List<Double> ticks() {
        var ticks = scale == Scale.LOG ? decades() : List.<Double>of();
        return ticks.size() < 2 ? steps() : ticks;
    }

    private List<Double> decades() {
        var ticks = new ArrayList<Double>();
        boolean isWide = log10(high / low) > TICKS / 2.0;
        for (double decade = floor(log10(low)); decade <= log10(high); decade++) {
            for (double digit : isWide ? new double[] {1} : new double[] {1, 2, 5}) {
                addShown(ticks, digit * pow(10, decade));
            }
        }
        return ticks;
    }

    private List<Double> steps() {
        double rough = (high - low) / TICKS;
        double decade = pow(10, floor(log10(rough)));
        double digit = rough / decade;
        double step = decade * (digit > 7 ? 10 : digit > 3.5 ? 5 : digit > 1.5 ? 2 : 1);
        var ticks = new ArrayList<Double>();
        for (double k = ceil(low / step); k * step <= high * (1 + 1e-12); k++) {
            addShown(ticks, k * step);
        }
        return ticks;
    }

    private void addShown(List<Double> ticks, double value) {
        double round = Double.parseDouble(String.format(Locale.ROOT, "%.9g", value)); // 0.3, not 0.30000000000000004
        if (shows(round)) {
            ticks.add(round);
        }
    }

    /** As few digits as say it. */
    static String text(double value) {
        var text = String.format(Locale.ROOT, "%.4g", value);
        double rounded = Double.parseDouble(text);
        if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e7) {
            return String.valueOf((long) rounded);
        }
        return text.contains("e") ? text.replaceAll("\\.?0*e", "e") : text.replaceAll("0+$", "");
    }
}
