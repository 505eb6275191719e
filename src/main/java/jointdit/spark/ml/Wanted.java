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
