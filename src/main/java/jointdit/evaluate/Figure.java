package jointdit.evaluate;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.Optional;

/**
 * A measured value, or why there is none.
 *
 * @param metric its name
 * @param value of all clips; NaN where there is none
 * @param low end of the 95% interval; NaN where there is none
 * @param high end of the 95% interval; NaN where there is none
 * @param n clips, or other samples, that it was measured on
 * @param note why there is no value; empty if there is one
 */
public record Figure(String metric, double value, double low, double high, long n, String note)
        implements Serializable {
    public Figure {
        argument(
                note.isEmpty() == Double.isFinite(value),
                "%s needs either a finite value or a note, found %s and '%s'",
                metric,
                value,
                note);
    }

    /** A value with its interval. */
    public static Figure of(String metric, double value, double low, double high, long n) {
        return new Figure(metric, value, low, high, n, "");
    }

    /** A number of clips, which has no interval but itself. */
    public static Figure count(String metric, long value, long n) {
        return new Figure(metric, value, value, value, n, "");
    }

    /** No value. */
    public static Figure none(String metric, long n, String why) {
        return new Figure(metric, Double.NaN, Double.NaN, Double.NaN, n, why);
    }

    /** The value, if there is one. */
    public Optional<Double> known() {
        return note.isEmpty() ? Optional.of(value) : Optional.empty();
    }
}
