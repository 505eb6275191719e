package jointdit.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The pages of docs/reference, written from the jobs, their settings files and the records of the settings.
 * {@code jobs/docs pages} calls it with the folder to write to.
 */
final class ReferencePages {
    private static final String MADE =
            "<!-- Made by jobs/docs pages from the code and configs/*.conf; change those, not this page. -->\n\n";

    private ReferencePages() {}

    public static void main(String[] args) throws IOException {
        for (var page : pages().entrySet()) {
            Files.createDirectories(Path.of(args[0]));
            Files.writeString(Path.of(args[0], page.getKey()), page.getValue());
        }
    }

    /** Texts by file name. */
    static Map<String, String> pages() {
        return Map.of("jobs.md", MADE + JobsPage.text(), "configuration.md", MADE + ConfigurationPage.text());
    }
}
