package jointdit.pretrained;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jointdit.tensor.Parameter;

/**
 * Config and tensor list of a published checkpoint at its real size, from {@code src/test/resources/published} and the
 * jar: made by building the architectures without memory in diffusers 0.30.3, transformers 4.27.1 and openai/CLIP.
 */
public record Published(String name) {
    private static final Path FOLDER = Path.of("src/test/resources/published");
    /** Configs that come with the jar. */
    private static final Path SHIPPED = Path.of("src/main/resources/jointdit/published");

    private static final Pattern LINE = Pattern.compile("([^,]+),(param|buffer),[^,]*,\"?([^\"]*?)\"?,\\d+");

    public ModelConfig config() {
        return ModelConfig.read(file());
    }

    /** The config's file. */
    public Path file() {
        var shipped = SHIPPED.resolve(name + ".config.json");
        return Files.exists(shipped) ? shipped : FOLDER.resolve(name + ".config.json");
    }

    /**
     * Checks that a network asks for exactly the listed parameters, those matching {@code unused} apart; buffers it may
     * ask for.
     */
    public void assertAskedFor(List<Parameter> asked, String unused) {
        var found = asked.stream()
                .collect(Collectors.toMap(Parameter::name, p -> p.shape().toString(), (a, b) -> a, TreeMap::new));
        found.entrySet().removeAll(listed("buffer", unused).entrySet());
        assertThat(found).isEqualTo(listed("param", unused));
    }

    private Map<String, String> listed(String kind, String unused) {
        var listed = new TreeMap<String, String>();
        for (var line : lines()) {
            var match = LINE.matcher(line);
            if (match.matches()
                    && match.group(2).equals(kind)
                    && !match.group(1).matches(unused)) {
                listed.put(match.group(1), shape(match.group(3)));
            }
        }
        return listed;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(FOLDER.resolve(name + ".tensors.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shape(String sides) {
        return sides.isBlank()
                ? "()"
                : Pattern.compile("\\D+")
                        .splitAsStream(sides.strip())
                        .filter(s -> !s.isEmpty())
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
