package jointdit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation as its checks see it.
 *
 * @param file relative to the root of the repository
 * @param text Markdown
 */
public record MarkdownPage(Path file, String text) {
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```(\\w*)[^\\n]*\\n(.*?)^ *```$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\b(?:src|href)=\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern COMMAND = Pattern.compile("^(?:[A-Z_]+=\\S+ +)*(jobs/(?:jointdit|docs) .*)$");

    /** README.md and all pages of docs. */
    public static List<MarkdownPage> all() {
        try (var files = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(MarkdownPage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page in {@code file}. */
    public static MarkdownPage read(Path file) {
        try {
            return new MarkdownPage(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Where its links and pictures lead, in order. */
    public List<String> links() {
        var prose = CODE.matcher(FENCE.matcher(text).replaceAll("")).replaceAll("");
        return Stream.of(LINK, ATTRIBUTE)
                .flatMap(pattern -> pattern.matcher(prose).results())
                .map(match -> match.group(1))
                .toList();
    }

    /** Anchors of its headings, as GitHub makes them. */
    public List<String> anchors() {
        return HEADING.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(match -> anchor(match.group(1)))
                .toList();
    }

    /**
     * {@code what-it-is} for {@code What it is?}; GitHub and MkDocs agree while no heading holds a dash between blanks.
     */
    public static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .replaceAll("[^\\w\\s-]", "")
                .strip()
                .replaceAll("\\s", "-");
    }

    /** Commands {@code jobs/... } of its blocks and of its running text, a line each, without variables before them. */
    public List<String> commands() {
        var blocks = FENCE.matcher(text)
                .results()
                .map(match -> match.group(2).replaceAll("\\\\\\n\\s*", ""))
                .collect(Collectors.joining("\n"));
        var inline = CODE.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.joining("\n"));
        return Stream.of(blocks, inline)
                .flatMap(String::lines)
                .map(line -> COMMAND.matcher(line.strip()))
                .filter(match -> match.matches())
                .map(match -> match.group(1).replaceAll(" +#.*$", "").strip())
                .toList();
    }

    /** Its blocks of a language; the empty one for blocks without. */
    public List<String> blocks(String language) {
        return FENCE.matcher(text)
                .results()
                .filter(match -> match.group(1).equals(language))
                .map(match -> match.group(2))
                .toList();
    }
}
