package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import jointdit.docs.MarkdownPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencePagesTest {
    static Stream<Job> jobs() {
        return Main.JOBS.stream();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs.md", "configuration.md"})
    void referenceIsThatOfTheCode(String name) {
        assertThat(MarkdownPage.read(Path.of("docs/reference", name)).text())
                .as("docs/reference/%s is behind the code or the other pages; jobs/docs pages writes it again", name)
                .isEqualTo(ReferencePages.pages().get(name));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void everyJobHasARecordOfItsSettings(Job job) {
        assertThat(SettingRecords.of(job.name()))
                .as("name the record of %s in SettingRecords", job.name())
                .isPresent();
    }

    @Test
    void everySettingIsOfARecord() {
        var settings = Stream.concat(Main.JOBS.stream().map(Job::name), Stream.of("model", "hub"))
                .flatMap(file -> ConfFile.read(file).lines().stream())
                .filter(line -> !line.block());

        assertThat(settings)
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(SettingType.of(line.path())).as(line.path()).isPresent());
    }

    @Test
    void rangesAreWhatRecordsSayOfValuesOutside() {
        assertThat(words("train.steps")).isEqualTo("whole number, at least 1");
        assertThat(words("train.optimiser.ema-decay")).isEqualTo("number, in [0, 1)");
        assertThat(words("train.parallel.outer-rate")).isEqualTo("number, above 0");
        assertThat(words("train.precision")).isEqualTo("`float32`, `bfloat16`");
        assertThat(words("train.memory")).isEqualTo("size, or `null`");
    }

    @Test
    void commentsHoldForTheSettingsBelow() {
        var lines = ConfText.lines("""
                # Of all.
                train {
                  # First
                  # and second.
                  a = 1
                  b = ${?B}
                  c = [
                    { d = 1 } # no comment of a setting
                  ]

                  # Of the rates.
                  rates { lr = 1, last = [0, 1] }
                }
                """);

        assertThat(lines)
                .extracting(ConfText.Line::path)
                .containsExactly("train", "train.a", "train.c", "train.rates.lr", "train.rates.last");
        assertThat(lines)
                .extracting(ConfText.Line::words)
                .containsExactly("Of all.", "First and second.", "", "Of the rates.", "");
        assertThat(lines.get(1).variable()).contains("B");
        assertThat(lines.get(2).value()).isEqualTo("[ { d = 1 } ]");
        assertThat(lines.get(4).value()).isEqualTo("[0, 1]");
    }

    private static String words(String path) {
        return SettingType.of(path).orElseThrow().words(path);
    }
}
