package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import jointdit.docs.MarkdownPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of README.md and docs names a job there is, settings it has, and values they take. */
class CommandsTest {
    /** A word as a shell takes it, in quotes or without. */
    private static final Pattern WORD = Pattern.compile("((?:[^\\s\"']|\"[^\"]*\"|'[^']*')+)");

    /** What stands for something the reader puts there. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<![A-Za-z0-9_])[A-Z]{2,}(?![A-Za-z0-9_])");

    static Stream<MarkdownPage> pages() {
        return MarkdownPage.all().stream().filter(page -> !page.commands().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commandsAreUnderstood(MarkdownPage page) {
        assertThat(page.commands()).allSatisfy(command -> check(command));
    }

    @Test
    void wrongCommandsAreFound() {
        assertThatThrownBy(() -> check("jobs/jointdit trian")).hasMessageContaining("trian");
        assertThatThrownBy(() -> check("jobs/jointdit train stpes=3")).hasMessageContaining("stpes");
        assertThatThrownBy(() -> check("jobs/jointdit train steps=0")).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> check("jobs/jointdit train model.video.kind=vsd"))
                .hasMessageContaining("vsd");
        assertThatThrownBy(() -> check("jobs/docs bulid")).hasMessageContaining("bulid");
        assertThatThrownBy(() -> check("jobs/jointdit train --config no.conf")).hasMessageContaining("no.conf");
    }

    @Test
    void quotedWordsAreOne() {
        assertThat(words("generate prompt=\"a red ball\" 'x y'"))
                .containsExactly("generate", "prompt=a red ball", "x y");
    }

    private static void check(String line) {
        boolean form = line.contains(" ["); // how a command looks, not one to type
        var words = words(line.replaceAll(" \\[[^\\]]*\\]", ""));
        if (words.get(0).equals("jobs/docs")) {
            assertThat(List.of("build", "serve", "pages")).contains(words.get(1));
            return;
        }
        var command = Command.of(words.subList(1, words.size()));
        var job = command.job().filter(name -> !name.equals("JOB") && !name.equals("..."));
        if (job.isPresent()) {
            assertThat(Main.JOBS).extracting(Job::name).contains(job.get());
            check(job.get(), command, form);
        }
    }

    private static void check(String name, Command command, boolean form) {
        var job = Main.JOBS.stream()
                .filter(j -> j.name().equals(name))
                .findFirst()
                .orElseThrow();
        var file = command.file().filter(path -> !isPlaceholder(path.toString()));
        var given = command.settings().stream()
                .filter(word -> !word.equals("..."))
                .map(word -> word.contains("=") ? word : job.mainKey().orElseThrow() + "=" + word)
                .toList();
        load(name, file, given);
        var plain = given.stream().filter(word -> !isPlaceholder(word)).toList();
        var settings = load(name, file, plain);
        for (var block : ConfFile.read(name).blocks()) {
            SettingRecords.of(block)
                    .filter(record -> !block.contains(".") && !form && !isShort(plain, given))
                    .ifPresent(record -> settings.read(block, record.type()));
        }
    }

    /** Without its placeholders a command may lack what belongs together. */
    private static boolean isShort(List<String> plain, List<String> given) {
        return plain.size() < given.size();
    }

    private static Settings load(String job, Optional<Path> file, List<String> settings) {
        return Settings.load(new SettingSources(job, file, Map.of(), settings));
    }

    private static boolean isPlaceholder(String word) {
        return PLACEHOLDER.matcher(word.substring(word.indexOf('=') + 1)).find();
    }

    static List<String> words(String line) {
        var words = new ArrayList<String>();
        WORD.matcher(line).results().forEach(match -> words.add(match.group(1).replaceAll("[\"']", "")));
        return words;
    }
}
