package jointdit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages that docs/troubleshooting.md explains are those of the program. */
class MessagesTest {
    private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `([^`]+)`");
    private static final List<String> OF_JAVA = List.of("java.lang.OutOfMemoryError: Java heap space");

    @Test
    void everyMessageStandsInTheCode() throws IOException {
        var page = MarkdownPage.read(Path.of("docs/troubleshooting.md")).text();
        var code = code();
        var messages = MESSAGE.matcher(page.substring(0, page.indexOf("## Variables")))
                .results()
                .map(match -> match.group(1))
                .filter(message -> !OF_JAVA.contains(message));

        assertThat(messages)
                .hasSizeGreaterThan(30)
                .allSatisfy(message -> assertThat(parts(message)).as(message).allMatch(code::contains));
    }

    /** What stands between the places of values. */
    private static List<String> parts(String message) {
        return Arrays.stream(message.split("\\.\\.\\."))
                .map(String::strip)
                .filter(part -> part.length() > 2)
                .toList();
    }

    /** All sources, the pieces of a message joined. */
    private static String code() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var sources = Stream.concat(files.filter(Files::isRegularFile), Stream.of(Path.of("jobs/jointdit")));
            return sources.map(MessagesTest::text).collect(Collectors.joining()).replaceAll("\"\\s*\\+\\s*\"", "");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
