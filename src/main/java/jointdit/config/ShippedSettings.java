package jointdit.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a shipped {@code configs/JOB.conf}, for people to read. */
public final class ShippedSettings {
    private static final Pattern INCLUDE = Pattern.compile("(?m)^include \"(.+)\\.conf\"$");

    private ShippedSettings() {}

    /** The file of a job with its comments, and in the place of each include the file it names. */
    public static String text(String job) {
        var name = "configs/" + job + ".conf";
        try (var file = SettingSources.loader().getResourceAsStream(name)) {
            argument(file != null, "Cannot find %s in the jar", name);
            var text = new String(file.readAllBytes(), UTF_8).strip();
            return INCLUDE.matcher(text).replaceAll(include -> Matcher.quoteReplacement(text(include.group(1))));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }
}
