package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import jointdit.job.StepsBar.Step;
import jointdit.spark.Progress;
import jointdit.spark.Progress.Style;
import org.junit.jupiter.api.Test;

class StepsBarTest {
    private static final List<Step> STEPS = List.of(new Step("bake", 20), new Step("eat", 80));

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void oneBarCoversAllSteps() {
        try (var bar = bar(Style.LINES)) {
            bar.next();
            pass(10);
            bar.at(1, 2);
            pass(10);
            bar.next();
            pass(40);
            bar.at(2, 4);
            pass(40);
            bar.finish();
        }

        assertThat(lines())
                .containsExactly(
                        "demo  [....................]  0%  1:40 left  1 of 2: bake",
                        "demo  [##..................]  10%  1:30 left  1 of 2: bake  1/2",
                        "demo  [####................]  20%  1:20 left  2 of 2: eat",
                        "demo  [############........]  60%  0:40 left  2 of 2: eat  2/4",
                        "demo  done after 1:40");
    }

    @Test
    void aSlowMachineIsToldByItsFirstStep() {
        try (var bar = bar(Style.LINES)) {
            bar.next();
            pass(60);
            bar.next();
        }

        assertThat(lines()).anyMatch(line -> line.contains("20%  2:00 left  2 of 2: eat"));
    }

    @Test
    void workThatWasThereTellsNothingOfTheMachine() {
        try (var bar = bar(Style.LINES)) {
            bar.next();
            pass(0.5);
            bar.next();
        }

        assertThat(lines()).anyMatch(line -> line.contains("1:20 left  2 of 2: eat"));
    }

    @Test
    void stagesWithTheirOwnProgressMoveTheBar() {
        try (var bar = bar(Style.LINES)) {
            bar.next();
            try (var progress = new Progress(bar.screen("Bake bread"), "Bake bread", 4);
                    var other = new Progress(bar.screen("Bake bread"), "Heat the oven", 1)) {
                other.add(1);
                pass(10);
                progress.add(3);
            }
        }

        assertThat(lines()).contains("demo  [###.................]  15%  1:23 left  1 of 2: bake  3/4");
    }

    @Test
    void timePassesWhileNothingIsHeard() {
        try (var bar = bar(Style.LINES)) {
            bar.next();
            pass(10);
            bar.at(1, 4);
            pass(12);
            bar.tick();
            bar.tick();
        }

        assertThat(lines())
                .containsExactly(
                        "demo  [....................]  0%  1:40 left  1 of 2: bake",
                        "demo  [#...................]  5%  1:50 left  1 of 2: bake  1/4",
                        "demo  [#...................]  5%  1:38 left  1 of 2: bake  1/4",
                        "demo  stopped in step 1 of 2 after 0:22");
    }

    @Test
    void aStopIsTold() {
        var bar = bar(Style.LINES);
        bar.next();
        pass(3);
        bar.close();

        assertThat(lines()).last().isEqualTo("demo  stopped in step 1 of 2 after 0:03");
    }

    @Test
    void aTerminalSeesOneLineDrawnAgain() {
        try (var bar = bar(Style.LIVE)) {
            bar.next();
            bar.next();
        }

        assertThat(err.toString(UTF_8)).containsOnlyOnce("\n");
        assertThat(err.toString(UTF_8)).contains("\rdemo  [", "\033[K");
    }

    @Test
    void aStepTakesTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Step("nothing", 0))
                .withMessageContaining("nothing");
    }

    private StepsBar bar(Style style) {
        var stream = new PrintStream(err, true, UTF_8);
        return new StepsBar(new Terminal(stream, stream, style), "demo", STEPS, nanos::get);
    }

    private List<String> lines() {
        return err.toString(UTF_8).lines().toList();
    }

    private void pass(double seconds) {
        nanos.addAndGet(Math.round(seconds * 1e9));
    }
}
