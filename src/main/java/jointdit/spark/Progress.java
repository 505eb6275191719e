package jointdit.spark;

import static jointdit.config.Check.argument;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** How far a long job is: done and total, rate, time left. Safe for many threads. */
public final class Progress implements AutoCloseable {
    private static final long LIVE_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LINE_INTERVAL = TimeUnit.SECONDS.toNanos(10);
    private static final long SAMPLE_INTERVAL = TimeUnit.SECONDS.toNanos(1);
    private static final long RATE_WINDOW = TimeUnit.SECONDS.toNanos(60);

    /** How progress is shown. */
    public enum Style {
        /** One line, drawn over again, for a terminal. */
        LIVE,
        /** A line every ten seconds, for a file. */
        LINES
    }

    /**
     * Where progress is shown.
     *
     * @param out takes the text
     * @param style how
     * @param nanoTime clock in nanoseconds, such as {@link System#nanoTime}
     * @param watcher hears of every step
     */
    public record Screen(Consumer<String> out, Style style, LongSupplier nanoTime, Watcher watcher) {
        /** Without a watcher. */
        public Screen(Consumer<String> out, Style style, LongSupplier nanoTime) {
            this(out, style, nanoTime, (title, done, total) -> {});
        }

        /** Shows nothing itself; a watcher does. */
        public static Screen watchedBy(Watcher watcher) {
            return new Screen(text -> {}, Style.LINES, System::nanoTime, watcher);
        }
    }

    /** Hears how far work is. */
    @FunctionalInterface
    public interface Watcher {
        /** {@code done} of {@code total} of the work of this title are done. */
        void at(String title, long done, long total);
    }

    private record Sample(long nanos, long done) {}

    private final Screen screen;
    private final String title;
    private final long total;
    private final long start;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long shown;
    private long done;
    private String note = "";

    /**
     * Begins at 0.
     *
     * @param title what is being done
     * @param total how many steps, rows or files, at least 0
     */
    public Progress(Screen screen, String title, long total) {
        argument(total >= 0, "The total of %s must be at least 0, found %d", title, total);
        this.screen = screen;
        this.title = title;
        this.total = total;
        start = screen.nanoTime().getAsLong();
        shown = start;
        samples.add(new Sample(start, 0));
        if (screen.style() == Style.LIVE) {
            show(start);
        }
    }

    /** Counts {@code more} of the total as done. */
    public synchronized void add(long more) {
        reach(done + more);
    }

    /** Says that {@code reached} of the total are done. */
    public synchronized void reach(long reached) {
        done = reached;
        screen.watcher().at(title, done, total);
        long now = screen.nanoTime().getAsLong();
        sample(now);
        if (now - shown >= (screen.style() == Style.LIVE ? LIVE_INTERVAL : LINE_INTERVAL)) {
            show(now);
        }
    }

    /** Sets a few words that follow the figures, such as the loss. */
    public synchronized void note(String words) {
        note = words;
    }

    /** Shows the last state and ends the line. */
    @Override
    public synchronized void close() {
        long now = screen.nanoTime().getAsLong();
        print(new ProgressLine(title, done, total, rate(now, samples.peekFirst()), note).ended(now - start));
        if (screen.style() == Style.LIVE) {
            screen.out().accept(System.lineSeparator());
        }
    }

    private void show(long now) {
        shown = now;
        print(new ProgressLine(title, done, total, rate(now, samples.peekFirst()), note).text());
    }

    private void print(String line) {
        screen.out().accept(screen.style() == Style.LIVE ? "\r" + line + "\033[K" : line + System.lineSeparator());
    }

    /** Steps per second since {@code sample}, 0 where no time has passed. */
    private double rate(long now, Sample sample) {
        return now == sample.nanos() ? 0 : (done - sample.done()) * 1e9 / (now - sample.nanos());
    }

    private void sample(long now) {
        if (now - samples.peekLast().nanos() >= SAMPLE_INTERVAL) {
            samples.add(new Sample(now, done));
        }
        while (samples.size() > 2 && now - samples.peekFirst().nanos() > RATE_WINDOW) {
            samples.removeFirst();
        }
    }
}
