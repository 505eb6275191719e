package jointdit.job;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import jointdit.docs.MarkdownPage;
import jointdit.job.ConfText.Line;

/**
 * Every setting with its default, what its record allows, its comment, and the variable of the environment that sets
 * it.
 */
final class ConfigurationPage {
    private static final String HEAD = "| setting | default | allowed | |\n| --- | --- | --- | --- |\n";

    private ConfigurationPage() {}

    static String text() {
        var files = files();
        return """
                # Configuration

                Settings are [HOCON](https://github.com/lightbend/config/blob/main/HOCON.md). Every job reads its file
                `configs/JOB.conf` in the jar; over it go a file of yours (`--config FILE`), variables of the environment, and the
                arguments `key=value`, each having its way over those before. A file of yours holds only what differs; one file
                may serve several jobs. A setting that is unknown or out of range ends a job before it begins, with the place, what
                is allowed, and what was perhaps meant.

                A comment stands at the first of the settings it is about. Durations are `500ms`, `10s`, `5 minutes`; sizes `2275B`,
                `110MB`, `48GiB`; lists `[a, b]`; `null` is no value.

                ## Environment

                | variable | setting |
                | --- | --- |
                %s
                What is no setting: [the launcher's variables and those of others](../troubleshooting.md#variables).

                %s""".formatted(
                variables(files), files.stream().map(ConfigurationPage::file).collect(joining("\n")));
    }

    private static List<String> files() {
        var files = new ArrayList<>(List.of("model", "train"));
        Stream.concat(Main.JOBS.stream().map(Job::name), Stream.of("hub", "spark"))
                .filter(name -> !files.contains(name))
                .forEach(files::add);
        return files;
    }

    private static String variables(List<String> files) {
        var variables = new TreeMap<String, List<String>>();
        for (var file : files) {
            for (var line : ConfFile.read(file).lines()) {
                line.variable()
                        .ifPresent(name -> variables
                                .computeIfAbsent(name, key -> new ArrayList<>())
                                .add("[`%s`](#%s)".formatted(line.path(), MarkdownPage.anchor(line.root()))));
            }
        }
        return variables.entrySet().stream()
                .map(entry -> "| `%s` | %s |\n".formatted(entry.getKey(), String.join(", ", entry.getValue())))
                .collect(joining());
    }

    /** The blocks that are at home in a file; those of other files stand in it with other values. */
    private static String file(String name) {
        var lines = ConfFile.read(name).lines().stream()
                .filter(line -> line.root().equals(name) || !ConfFile.exists(line.root()))
                .toList();
        var blocks = lines.stream().filter(Line::block).toList();
        return blocks.stream().map(block -> block(block, blocks, lines)).collect(joining("\n"));
    }

    private static String block(Line block, List<Line> blocks, List<Line> lines) {
        var rows = lines.stream()
                .filter(line -> !line.block() && home(line, blocks).equals(block.path()))
                .map(ConfigurationPage::row)
                .collect(joining());
        return "%s %s\n%s%s"
                .formatted(
                        block.path().contains(".") ? "###" : "##",
                        block.path(),
                        block.words().isEmpty() ? "" : "\n" + escaped(block.words()) + "\n",
                        rows.isEmpty() ? "" : "\n" + HEAD + rows);
    }

    /** The innermost block of several lines that a setting stands in. */
    private static String home(Line line, List<Line> blocks) {
        return blocks.stream()
                .map(Line::path)
                .filter(path -> line.path().startsWith(path + "."))
                .reduce("", (one, other) -> one.length() > other.length() ? one : other);
    }

    private static String row(Line line) {
        var allowed =
                SettingType.of(line.path()).map(type -> type.words(line.path())).orElse("");
        var variable =
                line.variable().map(name -> " Environment: `" + name + "`.").orElse("");
        return "| `%s` | `%s` | %s | %s |\n"
                .formatted(
                        line.key(),
                        line.value().replace("|", "\\|"),
                        allowed.replace("*", "\\*"),
                        (escaped(line.words()) + variable).strip());
    }

    /** Comments are words, not Markdown. */
    private static String escaped(String words) {
        return words.replaceAll("([\\\\`*_<>|])", "\\\\$1");
    }
}
