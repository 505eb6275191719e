package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import jointdit.spark.StepClock.Work;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StepClockTest {
    private static final Offset<Double> EXACT = within(1e-12);

    private final AtomicLong now = new AtomicLong(TimeUnit.DAYS.toNanos(1));
    private final StepClock clock = new StepClock(now::get);

    private void pass(int seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void sharesAreOfTheWholeWindow() {
        clock.run(Work.DATA, () -> pass(1));
        clock.run(Work.COMPUTE, () -> pass(4));
        clock.run(Work.COMPUTE, () -> pass(2));
        pass(3);

        assertThat(clock.seconds()).isCloseTo(10, EXACT);
        assertThat(clock.share(Work.DATA)).isCloseTo(0.1, EXACT);
        assertThat(clock.share(Work.COMPUTE)).isCloseTo(0.6, EXACT);
        assertThat(clock.share(Work.REDUCTION)).isZero();
    }

    @Test
    void workThatFailsHasTakenItsTime() {
        assertThatThrownBy(() -> clock.run(Work.COMPUTE, () -> {
                    pass(2);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(clock.share(Work.COMPUTE)).isCloseTo(1, EXACT);
    }

    @Test
    void newWindowKnowsNothingOfTheLast() {
        clock.run(Work.COMPUTE, () -> pass(2));
        clock.restart();

        assertThat(clock.share(Work.COMPUTE)).isZero();
        pass(1);
        assertThat(clock.seconds()).isCloseTo(1, EXACT);
    }

    @Test
    void workGivesItsResult() {
        assertThat(clock.<String>time(Work.DATA, () -> "clips")).isEqualTo("clips");
    }
}
