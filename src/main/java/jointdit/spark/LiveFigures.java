package jointdit.spark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Figures of training in this Java process as they come, for gauges and for those who watch. A driver hears of what its
 * executors report if its session has the {@link TrainingPlugin}.
 */
public final class LiveFigures {
    private static final Map<String, Double> LATEST = new ConcurrentHashMap<>();
    private static final List<Consumer<TrainReport>> WATCHERS = new CopyOnWriteArrayList<>();

    private LiveFigures() {}

    /** Someone who watches, until it is closed. */
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Tells {@code watcher} what is reported of a run from now on, in the thread that reports. */
    public static Watch watch(String run, Consumer<TrainReport> watcher) {
        return watchAll(report -> {
            if (report.run().equals(run)) {
                watcher.accept(report);
            }
        });
    }

    /** Tells {@code watcher} what is reported of any run. */
    static Watch watchAll(Consumer<TrainReport> watcher) {
        WATCHERS.add(watcher);
        return () -> WATCHERS.remove(watcher);
    }

    /** Shows the figures of a replica to the gauges of this process. */
    static void show(TrainReport report) {
        LATEST.putAll(report.figures());
    }

    /** Shows a run's figures and tells those who watch. */
    static void tell(TrainReport report) {
        show(report);
        WATCHERS.forEach(watcher -> watcher.accept(report));
    }

    /** The last value of a figure; not a number before there is one. */
    static double latest(String tag) {
        return LATEST.getOrDefault(tag, Double.NaN);
    }
}
