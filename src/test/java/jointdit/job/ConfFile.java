package jointdit.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jointdit.docs.MarkdownPage;

/**
 * A file of {@code configs}.
 *
 * @param lines its settings and blocks
 * @param includes names of the files it includes
 */
record ConfFile(String name, List<ConfText.Line> lines, List<String> includes) {
    private static final Pattern INCLUDE = Pattern.compile("(?m)^include \"(.+)\\.conf\"$");

    static ConfFile read(String name) {
        var text = MarkdownPage.read(Path.of("configs", name + ".conf")).text();
        var includes =
                INCLUDE.matcher(text).results().map(match -> match.group(1)).toList();
        return new ConfFile(name, ConfText.lines(text), includes);
    }

    static boolean exists(String name) {
        return Files.exists(Path.of("configs", name + ".conf"));
    }

    /** Blocks that it or a file it includes holds, its own first. */
    List<String> blocks() {
        var all = new ArrayList<String>();
        lines.stream()
                .filter(line -> line.block() && !line.path().contains("."))
                .forEach(line -> all.add(line.path()));
        all.remove(name);
        all.add(0, name);
        includes.forEach(include -> all.addAll(read(include).blocks()));
        return all.stream().distinct().toList();
    }
}
