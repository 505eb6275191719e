package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.config.Settings;
import jointdit.spark.Progress.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    record Bake(int steps, int doubleSteps, Optional<String> text, List<Integer> sizes) {}

    /** Bakes what it is told, or fails as it is told. */
    record BakeJob() implements Job {
        @Override
        public String name() {
            return "bake";
        }

        @Override
        public String summary() {
            return "Bake a cake";
        }

        @Override
        public void run(Settings settings, Terminal terminal) throws Exception {
            var bake = settings.read(Bake.class);
            switch (bake.text().orElse("")) {
                case "burnt" ->
                    throw new IllegalStateException("The oven failed\nand more", new NoSuchFileException("/gas"));
                case "nothing" -> throw new NullPointerException();
                default -> terminal.say("baked in " + bake.steps() + " steps");
            }
        }
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aJobThatIsDoneExitsWithZero() {
        assertThat(run("bake", "steps=3")).isZero();
        assertThat(out.toString(UTF_8)).isEqualToNormalizingNewlines("baked in 3 steps\n");
        assertThat(err.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bake stpes=3        | argument stpes=3: Unknown setting stpes; allowed are [bake, double-steps, oven, sizes, spark, steps, text]; did you mean bake.steps?
            bake steps=x        | argument steps=x: Wanted bake.steps to be a whole number, found "x"
            bake --config gone  | Cannot find the settings file gone
            bake --config       | Wanted --config FILE, found no file
            bake --confg x      | Unknown option --confg; options are [--config, --help, --debug], settings are key=value; did you mean --config?
            bak                 | Unknown job bak; jobs are [bake]; did you mean bake?
            """)
    void aMistakeExitsWithTwoAndOneLine(String words, String message) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(err.toString(UTF_8)).isEqualToNormalizingNewlines("jointdit: " + message + "\n");
    }

    @Test
    void aFailureExitsWithOneAndTellsItsCauses() {
        assertThat(run("bake", "text=burnt")).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .startsWith("jointdit: The oven failed: NoSuchFileException: /gas")
                .doesNotContain("\tat ");
    }

    @Test
    void aFailureWithoutAMessageIsNamed() {
        assertThat(run("bake", "text=nothing")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).startsWith("jointdit: NullPointerException");
    }

    @Test
    void debugShowsWhereItHappened() {
        run("bake", "text=burnt", "--debug");

        assertThat(err.toString(UTF_8)).contains("\tat jointdit.job.MainTest$BakeJob.run");
    }

    @Test
    void helpListsTheJobs() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("bake", "Bake a cake", "--config FILE");
    }

    @Test
    void noJobIsAMistakeThatGetsHelp() {
        assertThat(run()).isEqualTo(2);
        assertThat(out.toString(UTF_8)).contains("Bake a cake");
        assertThat(err.toString(UTF_8)).contains("Wanted a job");
    }

    @Test
    void helpOfAJobShowsItsSettingsWithDefaultsAndComments() {
        assertThat(run("bake", "--help")).isZero();
        assertThat(out.toString(UTF_8))
                .contains("# what is written on the cake", "steps = 10", "${?BAKE_STEPS}", "oven { kind = gas")
                .doesNotContain("include");
    }

    private int run(String... words) {
        var terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Style.LINES);
        return new Main(List.of(new BakeJob()), Map.of(), terminal).run(List.of(words));
    }
}
