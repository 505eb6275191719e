package jointdit.job;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;
import jointdit.spark.Progress.Screen;
import jointdit.spark.Progress.Style;

/**
 * One bar over steps of different work, with the time left of all. What the steps took so far tells how fast this
 * machine is. Safe for many threads.
 */
final class StepsBar implements AutoCloseable {
    private static final int WIDTH = 20;
    private static final double LIVE_SECONDS = 0.1;
    private static final double LINES_SECONDS = 10;
    private static final double REUSED = 0.1;
    private static final double TRUSTED_SECONDS = 60;
    private static final long TICK_MILLIS = 1000;

    private final Terminal terminal;
    private final String title;
    private final List<Step> steps;
    private final LongSupplier nanoTime;
    private final List<Double> taken = new ArrayList<>();
    private final Timer timer = new Timer("steps bar", true);
    private final double start;
    private int current = -1;
    private double began;
    private double told;
    private double shown = Double.NEGATIVE_INFINITY;
    private double share;
    private String note = "";

    /**
     * A step.
     *
     * @param title what is done
     * @param seconds about how long it takes on a machine of two cores, above 0
     */
    record Step(String title, double seconds) {
        Step {
            argument(seconds > 0, "Step %s must take longer than 0 s, found %s", title, seconds);
        }
    }

    StepsBar(Terminal terminal, String title, List<Step> steps, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.title = title;
        this.steps = List.copyOf(steps);
        this.nanoTime = nanoTime;
        start = now();
    }

    /** A bar that is drawn again while nothing is heard, until it is closed. */
    static StepsBar ticking(Terminal terminal, String title, List<Step> steps) {
        var bar = new StepsBar(terminal, title, steps, System::nanoTime);
        bar.timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        bar.tick();
                    }
                },
                TICK_MILLIS,
                TICK_MILLIS);
        return bar;
    }

    /** Ends the step at hand and begins the next one. */
    synchronized void next() {
        end();
        current++;
        began = now();
        told = began;
        share = 0;
        note = "";
        show(began);
    }

    /** Says how far the step at hand is. */
    synchronized void at(long reached, long total) {
        share = Math.max(share, total == 0 ? 1 : Math.min(1, reached / (double) total));
        note = reached + "/" + total;
        told = now();
        tick();
    }

    /** Draws the bar if it was not drawn for a while. */
    synchronized void tick() {
        double now = now();
        var isRunning = 0 <= current && current < steps.size();
        if (isRunning && now - shown >= (terminal.style() == Style.LIVE ? LIVE_SECONDS : LINES_SECONDS)) {
            show(now);
        }
    }

    /** A screen for stages that begin their own progress; what has another title than {@code followed} is not shown. */
    Screen screen(String followed) {
        return Screen.watchedBy((name, reached, total) -> {
            if (name.equals(followed)) {
                at(reached, total);
            }
        });
    }

    /** Ends the last step. */
    synchronized void finish() {
        end();
        current = steps.size();
    }

    /** Ends the line. */
    @Override
    public synchronized void close() {
        timer.cancel();
        var state = current == steps.size() ? "done" : "stopped in step %d of %d".formatted(current + 1, steps.size());
        print("%s  %s after %s".formatted(title, state, time(now() - start)));
        if (terminal.style() == Style.LIVE) {
            terminal.err().println();
        }
    }

    private void end() {
        if (current >= 0) {
            taken.add(now() - began);
        }
    }

    private void show(double now) {
        shown = now;
        double all = steps.stream().mapToDouble(Step::seconds).sum();
        double left = later() + (1 - share) * steps.get(current).seconds();
        int full = (int) Math.round(WIDTH * (1 - left / all));
        print(String.format(
                Locale.ROOT,
                "%s  [%s%s]  %d%%  %s left  %d of %d: %s  %s",
                title,
                "#".repeat(full),
                ".".repeat(WIDTH - full),
                Math.round(100 * (1 - left / all)),
                time(secondsLeft(now)),
                current + 1,
                steps.size(),
                steps.get(current).title(),
                note));
    }

    /** The step at hand at its own pace once that can be told, the others at that of the steps before. */
    private double secondsLeft(double now) {
        double pace = pace();
        double here = share > 0.1
                ? Math.max(0, (told - began) * (1 - share) / share - (now - told))
                : Math.max(0, steps.get(current).seconds() * pace - (now - began));
        return here + later() * pace;
    }

    /** Expected seconds of the steps after the one at hand. */
    private double later() {
        return steps.stream().skip(current + 1).mapToDouble(Step::seconds).sum();
    }

    /** Time taken over time expected, as if a minute had gone as expected; what was there already does not count. */
    private double pace() {
        double work = TRUSTED_SECONDS;
        double expected = TRUSTED_SECONDS;
        for (int i = 0; i < taken.size(); i++) {
            var isWork = taken.get(i) > REUSED * steps.get(i).seconds();
            work += isWork ? taken.get(i) : 0;
            expected += isWork ? steps.get(i).seconds() : 0;
        }
        return work / expected;
    }

    private void print(String line) {
        var live = terminal.style() == Style.LIVE;
        terminal.err().print(live ? "\r" + line.strip() + "\033[K" : line.strip() + System.lineSeparator());
        terminal.err().flush();
    }

    private double now() {
        return nanoTime.getAsLong() * 1e-9;
    }

    private static String time(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
