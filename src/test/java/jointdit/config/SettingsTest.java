package jointdit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    record Bake(int steps, int doubleSteps, Optional<String> text, List<Integer> sizes) {}

    sealed interface Oven {
        record Gas(double flame) implements Oven {}

        record Electric(int watts) implements Oven {}
    }

    @TempDir
    Path folder;

    @Test
    void withoutLayersTheShippedFileHolds() {
        var settings = load(Map.of());

        assertThat(settings.read(Bake.class)).isEqualTo(new Bake(10, 10, Optional.empty(), List.of(1, 2)));
        assertThat(settings.read("oven", Oven.class)).isEqualTo(new Oven.Gas(0.5));
    }

    @Test
    void argumentsBeatTheEnvironmentWhichBeatsTheFileWhichBeatsWhatIsShipped() throws IOException {
        var file = conf("bake { steps = 20, text = file, sizes = [3] }, oven.flame = 0.7");
        var environment = Map.of("BAKE_STEPS", "30", "BAKE_TEXT", "environment");

        var settings = load(file, environment, "text=argument");

        assertThat(settings.read(Bake.class)).isEqualTo(new Bake(30, 30, Optional.of("argument"), List.of(3)));
        assertThat(settings.read("oven", Oven.class)).isEqualTo(new Oven.Gas(0.7));
    }

    @Test
    void argumentsAreShortKeysOrPathsAndTheirTextNeedsNoQuotes() {
        var settings = load(
                Map.of(), "steps=5", "bake.text=a dog, barking: \"loud\" {}", "sizes=[4, 5]", "oven.kind=electric");

        assertThat(settings.read(Bake.class))
                .isEqualTo(new Bake(5, 5, Optional.of("a dog, barking: \"loud\" {}"), List.of(4, 5)));
        assertThat(settings.read("oven", Oven.class)).isEqualTo(new Oven.Electric(900));
    }

    @Test
    void aTextStandsBetweenTheFileAndTheEnvironment() throws IOException {
        var file = conf("bake { text = file, sizes = [3] }");
        var environment = Map.of("BAKE_STEPS", "30");
        var text = "bake { steps = 7, text = text }";

        var settings = Settings.load(new SettingSources("bake", file, environment, List.of(), text));

        assertThat(settings.read(Bake.class)).isEqualTo(new Bake(30, 30, Optional.of("text"), List.of(3)));
        assertThatThrownBy(() -> Settings.load(
                        new SettingSources("bake", Optional.empty(), Map.of(), List.of(), "bake { stepps = 7 }")))
                .hasMessageContaining("settings: 1")
                .hasMessageContaining("Unknown setting bake.stepps");
    }

    @Test
    void anEmptyVariableCountsAsNotSet() {
        assertThat(load(Map.of("BAKE_STEPS", "", "BAKE_TEXT", "")).read(Bake.class))
                .isEqualTo(new Bake(10, 10, Optional.empty(), List.of(1, 2)));
    }

    @Test
    void nullTakesAValueAway() {
        assertThat(load(Map.of("BAKE_TEXT", "hello"), "text=null")
                        .read(Bake.class)
                        .text())
                .isEmpty();
    }

    @Test
    void aBlockShippedEmptyTakesAnyKey() {
        var settings = load(Map.of(), "spark.master=local[2]", "spark.sql.shuffle.partitions=4");

        assertThat(settings.texts("spark"))
                .containsOnly(Map.entry("spark.master", "local[2]"), Map.entry("spark.sql.shuffle.partitions", "4"));
    }

    @Test
    void aFileMayHoldBlocksOfOtherJobsAndIncludeShippedOnes() throws IOException {
        Files.writeString(folder.resolve("part.conf"), "bake.steps = 7");
        var file = conf("include \"part.conf\"\ncheck-env { anything = 1 }");

        assertThat(load(file, Map.of()).read(Bake.class).steps()).isEqualTo(7);
    }

    @Test
    void jsonHoldsEverySettingResolved() {
        assertThat(load(Map.of(), "steps=3").json())
                .contains("\"double-steps\":\"3\"", "\"kind\":\"gas\"")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stpes=5        | argument stpes=5: Unknown setting stpes; allowed are [bake, double-steps, oven, sizes, spark, steps, text]; did you mean bake.steps?
            bake.stpes=5   | argument bake.stpes=5: Unknown setting bake.stpes; allowed are [double-steps, sizes, steps, text]; did you mean bake.steps?
            watt=5         | argument watt=5: Unknown setting watt; allowed are [bake, double-steps, oven, sizes, spark, steps, text]; did you mean oven.watts?
            zzzzzz=5       | argument zzzzzz=5: Unknown setting zzzzzz; allowed are [bake,
            steps          | Wanted an argument key=value, found "steps"
            =5             | Wanted an argument key=value, found "=5"
            sizes=[1       | argument sizes=[1
            a..b=1         | a..b
            """)
    void wrongArgumentsAreRefused(String argument, String message) {
        assertThatThrownBy(() -> load(Map.of(), argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void wrongValuesSayWhereTheyCameFrom() throws IOException {
        var file = conf("\nbake.steps = few");

        assertThatThrownBy(() -> load(Map.of(), "steps=few").read(Bake.class))
                .hasMessageContaining("argument steps=few: Wanted bake.");
        assertThatThrownBy(() -> load(Map.of("BAKE_STEPS", "few")).read(Bake.class))
                .hasMessageContaining("environment variable BAKE_STEPS: Wanted bake.");
        assertThatThrownBy(() -> load(file, Map.of()).read(Bake.class))
                .hasMessageContaining(file.orElseThrow() + ": 2: Wanted bake.");
        assertThatThrownBy(
                        () -> load(Map.of(), "oven.kind=gas", "oven.flame=null").read("oven", Oven.class))
                .hasMessageContaining("Missing oven.flame, a number");
        assertThatThrownBy(() -> load(Map.of(), "oven.flame=hot").read("oven", Oven.class))
                .hasMessage("argument oven.flame=hot: Wanted oven.flame to be a number, found \"hot\"");
    }

    @Test
    void unknownSettingsOfAFileAreNamedWithTheirLine() throws IOException {
        var typo = conf("\n\nbake { step = 3 }");
        var block = conf("bakery { step = 3 }");

        assertThatThrownBy(() -> load(typo, Map.of()))
                .hasMessageStartingWith(typo.orElseThrow() + ": 3: Unknown setting bake.step; allowed are [double-")
                .hasMessageEndingWith("; did you mean bake.steps?");
        assertThatThrownBy(() -> load(block, Map.of())).hasMessageContaining(": 1: Unknown setting bakery");
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws IOException {
        var broken = conf("bake { steps = ");

        assertThatThrownBy(() -> load(broken, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("my.conf: 1");
        assertThatThrownBy(() -> load(Optional.of(Path.of("gone.conf")), Map.of()))
                .hasMessage("Cannot find the settings file gone.conf");
    }

    @Test
    void shippedErrorsNameTheShippedFile() {
        record Strict(int steps) {}

        assertThatThrownBy(() -> load(Map.of()).read(Strict.class))
                .hasMessageStartingWith("configs/bake.conf: ")
                .hasMessageContaining("Unknown setting bake.double-steps");
    }

    private Optional<Path> conf(String text) throws IOException {
        return Optional.of(Files.writeString(folder.resolve(text.hashCode() + "my.conf"), text));
    }

    private static Settings load(Map<String, String> environment, String... arguments) {
        return load(Optional.empty(), environment, arguments);
    }

    private static Settings load(Optional<Path> file, Map<String, String> environment, String... arguments) {
        return Settings.load(new SettingSources("bake", file, environment, List.of(arguments)));
    }
}
