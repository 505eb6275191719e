package jointdit.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Pages that only the site has, made when it is built: the timeline, of git's log on standard input, and the notebooks.
 * {@code jobs/docs} calls it with the folder to write to.
 */
public final class BuiltPages {
    private static final Path NOTEBOOKS = Path.of("notebooks");

    private BuiltPages() {}

    public static void main(String[] args) throws IOException {
        var log = new String(System.in.readAllBytes(), UTF_8);
        for (var page : pages(log).entrySet()) {
            var file = Path.of(args[0]).resolve(page.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, page.getValue());
        }
    }

    /** Whether {@code page}, relative to the site, is one of them. */
    static boolean made(Path page) {
        return pages("").containsKey(page.toString());
    }

    /**
     * Texts by the file that the site expects them in.
     *
     * @param log as {@link Timeline} wants it
     */
    static Map<String, String> pages(String log) {
        var pages = new LinkedHashMap<String, String>();
        pages.put("timeline.md", Timeline.page(log));
        for (var file : notebooks()) {
            var name = file.getFileName().toString().replaceAll("(_\\w+)?\\.zpln$", ".md");
            pages.put(
                    "notebooks/" + name, NotebookPage.of(MarkdownPage.read(file).text()));
        }
        return pages;
    }

    static Iterable<Path> notebooks() {
        if (!Files.isDirectory(NOTEBOOKS)) {
            return Stream.<Path>of()::iterator;
        }
        try (var files = Files.list(NOTEBOOKS)) {
            return files.filter(file -> file.toString().endsWith(".zpln"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
