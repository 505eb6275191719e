package jointdit.spark.ml;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import scala.Function1;

/**
 * What a param takes. Anything else is refused, by the name of the param, where it is set: by a setter, by a param map,
 * or from Python.
 *
 * @param name of the param
 * @param what is taken, for people
 * @param test whether a value is taken
 */
record Wanted<T>(String name, String what, Test test) implements Function1<T, Object>, Serializable {
    /** A predicate that goes with its stage. */
    interface Test extends Predicate<Object>, Serializable {}

    /** Whole numbers from {@code least} on. */
    static Wanted<Object> atLeast(String name, int least) {
        return between(name, least, Integer.MAX_VALUE);
    }

    /** Whole numbers of a range, with its ends. */
    static Wanted<Object> between(String name, int least, int most) {
        var what = most == Integer.MAX_VALUE ? "of at least " + least : "in [%d, %d]".formatted(least, most);
        return new Wanted<>(name, what, value -> value instanceof Integer n && least <= n && n <= most);
    }

    /** Numbers above 0. */
    static Wanted<Object> aboveZero(String name) {
        return new Wanted<>(name, "above 0", value -> value instanceof Double x && x > 0);
    }

    /** Numbers in [0, 1]. */
    static Wanted<Object> share(String name) {
        return new Wanted<>(name, "in [0, 1]", value -> value instanceof Double x && 0 <= x && x <= 1);
    }

    /** Text of at least one letter. */
    static Wanted<String> text(String name) {
        return new Wanted<>(name, "as text", value -> value instanceof String text && !text.isBlank());
    }

    /** One of some words, in any case. */
    static Wanted<String> oneOf(String name, String... words) {
        var all = List.of(words);
        return new Wanted<>(
                name,
                "as one of " + String.join(", ", all),
                value -> value instanceof String text && all.contains(text.toLowerCase(Locale.ROOT)));
    }

    @Override
    public Object apply(T value) {
        argument(test.test(value), "Wanted %s %s, found %s", name, what, value);
        return true;
    }
}
