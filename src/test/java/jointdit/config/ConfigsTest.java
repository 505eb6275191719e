package jointdit.config;

import static com.typesafe.config.ConfigFactory.parseString;
import static jointdit.config.Check.argument;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigsTest {
    enum Mode {
        FULL,
        MASK_VIDEO {}
    }

    record Inner(int width, Optional<String> name) {}

    sealed interface Schedule {
        record Linear(double end) implements Schedule {}

        record CosineWave(double offset, int turns) implements Schedule {}
    }

    record Everything(
            int steps,
            long seed,
            double learningRate,
            boolean fast,
            String title,
            Duration pause,
            Mode mode,
            Inner inner,
            Schedule schedule,
            List<String> words,
            List<Double> weights,
            List<Integer> sizes,
            List<Mode> modes,
            List<Inner> inners,
            Optional<Double> limit,
            Optional<Schedule> other) {
        Everything {
            argument(steps >= 1, "steps must be at least 1, found %d", steps);
            argument(seed != 13, "The seed 13 brings bad luck");
        }
    }

    private static final String TEXT = """
            all {
              steps = 1e3
              seed = 5000000000
              learning-rate = 1e-4
              fast = yes
              title = a b c
              pause = 10s
              mode = mask-video
              inner { width = 3, name = x }
              schedule { kind = cosine-wave, offset = 0.5, turns = 2, end = 7 }
              words = [a, "b c"]
              weights = [1, 0.5]
              sizes = [1, 2]
              modes = [FULL, mask_video]
              inners = [{ width = 1 }]
              limit = null
            }
            """;

    @TempDir
    Path folder;

    @Test
    void everyTypeIsRead() {
        assertThat(read(TEXT)).isEqualTo(everything());
    }

    @Test
    void jsonOfARecordReadsBackAsAnEqualRecord() {
        var json = Configs.json(everything());

        assertThat(json).doesNotContain("\n").contains("\"kind\":\"cosine-wave\"", "\"mode\":\"mask-video\"");
        assertThat(Configs.read(json, "settings", Everything.class)).isEqualTo(everything());
    }

    @Test
    void aChoiceIsReadByItsKind() {
        var root = parseString("schedule { kind = linear, end = 0.5, offset = 1 }");

        assertThat(Configs.read(root, "schedule", Schedule.class)).isEqualTo(new Schedule.Linear(0.5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            steps = 1e3   | stpes = 1000    | 2: Unknown setting all.stpes; allowed are [fast, inner, inners, learning-rate, limit, mode, modes, other, pause, schedule, seed, sizes, steps, title, weights, words]; did you mean steps?
            steps = 1e3   |                 | 1: Missing all.steps, a whole number
            steps = 1e3   | steps = many    | 2: Wanted all.steps to be a whole number, found "many"
            steps = 1e3   | steps = 1.5     | 2: Wanted all.steps to be a whole number, found 1.5
            steps = 1e3   | steps = 3e9     | 2: Wanted all.steps to be a whole number, found 3000000000
            steps = 1e3   | steps = [1]     | 2: Wanted all.steps to be a whole number, found [
            steps = 1e3   | steps = 0       | 2: all.steps must be at least 1, found 0
            5000000000    | 13              | 1: all: The seed 13 brings bad luck
            1e-4          | low             | 4: Wanted all.learning-rate to be a number, found "low"
            fast = yes    | fast = maybe    | 5: Wanted all.fast to be true or false, found "maybe"
            pause = 10s   | pause = long    | 7: Wanted all.pause to be a duration such as 10s, found "long"
            = mask-video  | = mask-vide     | 8: Wanted all.mode to be one of [full, mask-video], found "mask-vide"; did you mean mask-video?
            width = 3     | width = x       | 9: Wanted all.inner.width to be a whole number, found "x"
            width = 3     | wdith = 3       | 9: Unknown setting all.inner.wdith; allowed are [name, width]; did you mean width?
            inner { width = 3, name = x } | inner = 5     | 9: Wanted all.inner to be a block of settings, found 5
            inner { width = 3, name = x } | inner = null  | 1: Missing all.inner, a block of settings
            = cosine-wave | = cosine-wav    | 10: Wanted all.schedule.kind to be one of [linear, cosine-wave], found "cosine-wav"; did you mean cosine-wave?
            kind =        | sort =          | 10: Missing all.schedule.kind, one of [linear, cosine-wave]
            turns = 2     | tuns = 2        | 10: Unknown setting all.schedule.tuns; allowed are [end, kind, offset, turns]; did you mean turns?
            turns = 2,    |                 | 10: Missing all.schedule.turns, a whole number
            [a, "b c"]    | text            | 11: Wanted all.words to be a list such as [a, b], found "text"
            [1, 0.5]      | [1, x]          | 12: Wanted all.weights to be a number, found "x"
            modes = [FULL | modes = [zzz    | 14: Wanted all.modes to be one of [full, mask-video], found "zzz"
            limit = null  | limit = high    | 16: Wanted all.limit to be a number, found "high"
            """)
    void mistakesAreNamedWithFileLineKeyAndWhatIsAllowed(String right, String wrong, String message)
            throws IOException {
        var file = Files.writeString(folder.resolve("my.conf"), TEXT.replace(right, wrong == null ? "" : wrong));
        var root = ConfigFactory.parseFile(file.toFile());

        assertThatThrownBy(() -> Configs.read(root, "all", Everything.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ": " + message);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "On, true", "TRUE, true", "no, false", "0, false"})
    void switchesAreWrittenInManyWays(String text, boolean wanted) {
        record Lamp(boolean lit) {}

        assertThat(Configs.read("lit = " + text, "test", Lamp.class)).isEqualTo(new Lamp(wanted));
    }

    @Test
    void aMissingBlockIsNamed() {
        assertThatThrownBy(() -> Configs.read(parseString("a = 1"), "all", Inner.class))
                .hasMessageEndingWith("Missing all, a block of settings");
    }

    @Test
    void textThatIsNoHoconIsRefusedWithItsOrigin() {
        assertThatThrownBy(() -> Configs.read("{ width = ", "checkpoint.json", Inner.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("checkpoint.json: 1");
    }

    private static Everything read(String text) {
        return Configs.read(parseString(text), "all", Everything.class);
    }

    private static Everything everything() {
        return new Everything(
                1000,
                5_000_000_000L,
                1e-4,
                true,
                "a b c",
                Duration.ofSeconds(10),
                Mode.MASK_VIDEO,
                new Inner(3, Optional.of("x")),
                new Schedule.CosineWave(0.5, 2),
                List.of("a", "b c"),
                List.of(1.0, 0.5),
                List.of(1, 2),
                List.of(Mode.FULL, Mode.MASK_VIDEO),
                List.of(new Inner(1, Optional.empty())),
                Optional.empty(),
                Optional.empty());
    }
}
