package jointdit.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page itself, from the resources of the program: the files that {@code files.txt} lists, read once.
 *
 * @param files by name
 */
record PageFiles(Map<String, Answer> files) {
    private static final String FOLDER = "/jointdit/page/";
    private static final String INDEX = "index.html";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", Answer.PNG,
            "woff2", "font/woff2");

    PageFiles {
        files = Map.copyOf(files);
    }

    /** That of this program. */
    static PageFiles here() {
        var names = new String(bytes("files.txt"), UTF_8);
        return new PageFiles(names.lines()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toMap(name -> name, PageFiles::read)));
    }

    private static Answer read(String name) {
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Answer.file(TYPES.get(ending), bytes(name));
    }

    private static byte[] bytes(String name) {
        try (var in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("Wanted %s in this jar, found none".formatted(FOLDER + name));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the page of this jar", e);
        }
    }

    /** Names of the files beside {@code index.html}. */
    Stream<String> names() {
        return files.keySet().stream().filter(name -> !name.equals(INDEX));
    }

    /** One of {@link #names}. */
    Answer file(String name) {
        return files.get(name);
    }

    /** The page. */
    Answer index() {
        return files.get(INDEX);
    }
}
