package jointdit.spark.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable;

/**
 * Makes the params of a stage, each with what it takes, see {@link Wanted}.
 *
 * @param stage which has its uid already: each param asks for it
 */
record NewParams(Identifiable stage) {
    /** Text of at least one letter. */
    Param<String> text(String name, String doc) {
        return new Param<>(stage, name, doc, new Wanted<>(name, "as text", v -> v instanceof String t && !t.isBlank()));
    }

    /** Text, which may be empty. */
    Param<String> anyText(String name, String doc) {
        return new Param<>(stage, name, doc, new Wanted<>(name, "as text", String.class::isInstance));
    }

    /** One of some words, in any case. */
    Param<String> oneOf(String name, String doc, String... words) {
        return new Param<>(stage, name, doc, Wanted.oneOf(name, words));
    }

    /** A whole number from {@code least} on. */
    IntParam atLeast(int least, String name, String doc) {
        return new IntParam(
                stage,
                name,
                doc,
                new Wanted<>(name, "of at least " + least, v -> v instanceof Integer n && n >= least));
    }

    /** A whole number of a range, with its ends. */
    IntParam between(int least, int most, String name, String doc) {
        var what = "in [%d, %d]".formatted(least, most);
        return new IntParam(
                stage, name, doc, new Wanted<>(name, what, v -> v instanceof Integer n && least <= n && n <= most));
    }

    /** A number above 0. */
    DoubleParam aboveZero(String name, String doc) {
        return new DoubleParam(stage, name, doc, new Wanted<>(name, "above 0", v -> v instanceof Double x && x > 0));
    }

    /** A number in [0, 1]. */
    DoubleParam share(String name, String doc) {
        return new DoubleParam(
                stage, name, doc, new Wanted<>(name, "in [0, 1]", v -> v instanceof Double x && 0 <= x && x <= 1));
    }

    /** A start of random numbers. */
    LongParam seed(String name, String doc) {
        return new LongParam(stage, name, doc, new Wanted<>(name, "as a whole number", Long.class::isInstance));
    }
}
