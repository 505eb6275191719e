package jointdit.config;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.Locale;
import java.util.Optional;

/** Says where a setting was written: a file and line, an argument, or a variable of the environment. */
final class Places {
    private Places() {}

    static String of(ConfigValue value) {
        return of(value.origin());
    }

    /** The error {@code PLACE: message}. */
    @FormatMethod
    static IllegalArgumentException error(ConfigValue value, @FormatString String message, Object... values) {
        return new IllegalArgumentException(of(value) + ": " + String.format(Locale.ROOT, message, values));
    }

    private static String of(ConfigOrigin origin) {
        var file = Optional.ofNullable(origin.resource()).or(() -> Optional.ofNullable(origin.filename()));
        return file.map(name -> origin.lineNumber() > 0 ? name + ": " + origin.lineNumber() : name)
                .orElse(origin.description());
    }
}
