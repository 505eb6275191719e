package jointdit.docs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was committed on which day, newest first: of {@code git log --no-merges --date=short --format='%ad %h %s'}. */
final class Timeline {
    private Timeline() {}

    static String page(String log) {
        var days = new TreeMap<String, List<String>>(Comparator.reverseOrder());
        log.lines().filter(line -> !line.isBlank()).forEach(line -> {
            var parts = line.split(" ", 3);
            days.computeIfAbsent(parts[0], day -> new ArrayList<>())
                    .add("- %s `%s`".formatted(escaped(parts[2]), parts[1]));
        });
        var text = days.entrySet().stream()
                .map(day -> "## %s\n\n%d commits\n\n%s\n"
                        .formatted(day.getKey(), day.getValue().size(), String.join("\n", day.getValue())))
                .collect(Collectors.joining("\n"));
        return """
                # Timeline

                Every commit by its day, from git when this site was built. What a user notices is in the
                [changelog](changelog.md).

                %s""".formatted(text.isEmpty() ? "This site was built outside a git checkout.\n" : text);
    }

    /** Subjects are words, not Markdown. */
    static String escaped(String words) {
        return words.replaceAll("([\\\\`*_<>\\[\\]|#])", "\\\\$1");
    }
}
