package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import jointdit.spark.Progress.Screen;
import jointdit.spark.Progress.Style;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringBuilder text = new StringBuilder();
    private final AtomicLong nanos = new AtomicLong(5);

    @Test
    void aTerminalSeesOneLineDrawnAgain() {
        try (var progress = new Progress(screen(Style.LIVE), "train", 10)) {
            pass(2);
            progress.add(4);
            pass(0.01);
            progress.add(1);
            pass(1.99);
            progress.note("loss 0.5");
            progress.add(0);
            pass(1);
            progress.add(5);
        }

        assertThat(text.toString().split("\r"))
                .containsExactly(
                        "",
                        "train  [....................]  0%  0/10\033[K",
                        "train  [########............]  40%  4/10  2.0/s  0:03 left\033[K",
                        "train  [##########..........]  50%  5/10  1.3/s  0:04 left  loss 0.5\033[K",
                        "train  [####################]  100%  10/10  2.0/s  0:00 left  loss 0.5\033[K",
                        "train  [####################]  100%  10/10  2.0/s  in 0:05  loss 0.5\033[K"
                                + System.lineSeparator());
    }

    @Test
    void aFileSeesALineEveryTenSeconds() {
        try (var progress = new Progress(screen(Style.LINES), "cache", 100)) {
            for (int i = 0; i < 50; i++) {
                pass(0.5);
                progress.add(1);
            }
        }

        assertThat(text.toString().lines())
                .containsExactly(
                        "cache  [####................]  20%  20/100  2.0/s  0:40 left",
                        "cache  [########............]  40%  40/100  2.0/s  0:30 left",
                        "cache  [##########..........]  50%  50/100  2.0/s  in 0:25");
    }

    @Test
    void theRateForgetsWhatIsMoreThanAMinuteAgo() {
        try (var progress = new Progress(screen(Style.LINES), "x", 1000)) {
            pass(1000);
            progress.add(1);
            for (int i = 0; i < 70; i++) {
                pass(1);
                progress.add(1);
            }
            text.setLength(0);
            pass(10);
            progress.add(10);
            assertThat(text).contains("1.0/s", "15:19 left");
        }
    }

    @Test
    void slowAndLongWorkIsToldInItsUnits() {
        try (var progress = new Progress(screen(Style.LINES), "x", 1000)) {
            pass(20);
            progress.add(2);
        }

        assertThat(text.toString().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("10.0 s each", "2:46:20 left"));
    }

    @Test
    void aWatcherHearsOfEveryStep() {
        var heard = new StringBuilder();
        var screen = Screen.watchedBy((title, done, total) -> heard.append(title + done + "/" + total + " "));

        try (var progress = new Progress(screen, "x", 3)) {
            progress.add(1);
            progress.reach(3);
        }

        assertThat(heard).hasToString("x1/3 x3/3 ");
    }

    @Test
    void nothingToDoIsDone() {
        new Progress(screen(Style.LINES), "x", 0).close();

        assertThat(text.toString().strip()).isEqualTo("x  [####################]  100%  0/0  in 0:00");
    }

    @Test
    void manyThreadsMayCount() {
        try (var progress = new Progress(screen(Style.LINES), "x", 1000)) {
            IntStream.range(0, 1000).parallel().forEach(i -> progress.add(1));
        }

        assertThat(text).contains("1000/1000");
    }

    @Test
    void aNegativeTotalIsRefused() {
        assertThatThrownBy(() -> new Progress(screen(Style.LINES), "x", -1))
                .hasMessage("The total of x must be at least 0, found -1");
    }

    private Screen screen(Style style) {
        return new Screen(text::append, style, nanos::get);
    }

    private void pass(double seconds) {
        nanos.addAndGet(Math.round(seconds * 1e9));
    }
}
