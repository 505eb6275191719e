package jointdit.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The source this was built from. */
public final class Build {
    private static final String FILE = "/jointdit/git.properties";

    private Build() {}

    /** Abbreviated commit, with {@code -dirty} if files were changed; {@code unknown} outside a Git checkout. */
    public static String commit() {
        try (var in = Build.class.getResourceAsStream(FILE)) {
            if (in == null) {
                return "unknown";
            }
            var properties = new Properties();
            properties.load(in);
            var dirty = Boolean.parseBoolean(properties.getProperty("git.dirty")) ? "-dirty" : "";
            return properties.getProperty("git.commit.id.abbrev", "unknown") + dirty;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE, e);
        }
    }
}
