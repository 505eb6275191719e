package jointdit.job;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import jointdit.docs.MarkdownPage;
import jointdit.job.ConfText.Line;

/** What each job says of itself, its settings, and the commands of the other pages that run it. */
final class JobsPage {
    private static final int MOST_EXAMPLES = 6;

    private JobsPage() {}

    static String text() {
        var list = Main.JOBS.stream()
                .map(job -> "| [`%s`](#%s) | %s |\n".formatted(job.name(), job.name(), job.summary()))
                .collect(joining());
        return """
                # Jobs

                `jobs/jointdit JOB [--config FILE] [key=value ...]` runs a job, `jobs/jointdit JOB --help` shows its settings with
                their comments. A `key` is one of the job's own block; one of another block has that block's name before it, as
                `model.video.width` has. [Configuration](configuration.md) says what each setting is. A job ends with 0 when done,
                1 when it failed, 2 when the command or a setting is wrong.

                | job | what it does |
                | --- | --- |
                %s
                %s""".formatted(list, Main.JOBS.stream().map(JobsPage::job).collect(joining("\n")));
    }

    private static String job(Job job) {
        var file = ConfFile.read(job.name());
        var argument = job.mainKey()
                .map(key -> " [" + key.toUpperCase(Locale.ROOT) + "]")
                .orElse("");
        var others = file.blocks().stream()
                .filter(block -> !block.equals(job.name()))
                .map(block -> link(block, block))
                .collect(joining(", "));
        return """
                ## %s

                %s.

                ```
                jobs/jointdit %s%s [--config FILE] [key=value ...]
                ```

                Settings: %s. Other blocks: %s.
                %s%s""".formatted(
                job.name(), job.summary(), job.name(), argument, own(file), others, changes(file), examples(job));
    }

    /** The keys of its own block, and the blocks within. */
    private static String own(ConfFile file) {
        var all = file.lines().stream().filter(line -> line.root().equals(file.name()));
        return all.filter(line -> !line.path().equals(file.name()))
                .filter(line -> line.block() || !isInner(file, line))
                .filter(line -> !line.block() || !line.key().contains("."))
                .map(line ->
                        line.block() ? link(line.key(), line.path()) : "`%s=%s`".formatted(line.key(), shown(line)))
                .collect(joining(", "));
    }

    /** Whether it stands in a block of several lines within the job's own. */
    private static boolean isInner(ConfFile file, Line line) {
        return file.lines().stream()
                .filter(other -> other.block() && other.path().contains("."))
                .anyMatch(block -> line.path().startsWith(block.path() + "."));
    }

    private static String link(String words, String block) {
        return "[`%s`](configuration.md#%s)".formatted(words, MarkdownPage.anchor(block));
    }

    private static String shown(Line line) {
        return line.value().length() > 60 ? "..." : line.value().replace("\"", "");
    }

    /** Settings of other blocks that a job ships with other values. */
    private static String changes(ConfFile file) {
        var changes = file.lines().stream()
                .filter(line -> !line.block() && !line.root().equals(file.name()))
                .filter(line -> ConfFile.exists(line.root()))
                .map(line -> "`%s=%s`".formatted(line.path(), shown(line)))
                .collect(joining(", "));
        return changes.isEmpty() ? "" : "Other than elsewhere: " + changes + ".\n";
    }

    /** Commands of the other pages. */
    private static String examples(Job job) {
        var commands = new TreeMap<String, String>();
        MarkdownPage.all().stream()
                .filter(page -> page.file().startsWith("docs") && !page.file().startsWith("docs/reference"))
                .forEach(page -> examples(job, page)
                        .forEach(command -> commands.putIfAbsent(
                                command, Path.of("docs").relativize(page.file()).toString())));
        var lines = commands.keySet().stream().limit(MOST_EXAMPLES).collect(joining("\n"));
        var pages = commands.entrySet().stream()
                .limit(MOST_EXAMPLES)
                .map(entry -> entry.getValue())
                .distinct()
                .sorted()
                .map(page -> "[%s](../%s)".formatted(page.replaceAll("(.*/)?(.*)\\.md", "$2"), page))
                .collect(joining(", "));
        return lines.isEmpty() ? "" : "\n```\n%s\n```\n\nFrom %s.\n".formatted(lines, pages);
    }

    private static Stream<String> examples(Job job, MarkdownPage page) {
        return page.commands().stream()
                .filter(command -> (command + " ").startsWith("jobs/jointdit " + job.name() + " "))
                .filter(command -> !command.contains("...") && !command.contains("[key=value"));
    }
}
