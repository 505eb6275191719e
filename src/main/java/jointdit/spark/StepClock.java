package jointdit.spark;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Where the time of the thread goes that trains a replica. For that thread alone. */
final class StepClock {
    /** What a replica does. */
    enum Work {
        /** Loss, gradient and update. */
        COMPUTE,
        /** Means over the replicas, with the wait for the slowest. */
        REDUCTION,
        /** Waiting for clips. */
        DATA
    }

    private final LongSupplier nanoTime;
    private final Map<Work, Long> nanos = new EnumMap<>(Work.class);
    private long start;

    /** @param nanoTime clock in nanoseconds, such as {@link System#nanoTime} */
    StepClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        start = nanoTime.getAsLong();
    }

    /** Does a part of the work. */
    <T> T time(Work work, Supplier<T> part) {
        long from = nanoTime.getAsLong();
        try {
            return part.get();
        } finally {
            nanos.merge(work, nanoTime.getAsLong() - from, Long::sum);
        }
    }

    /** A part of the work that gives nothing back. */
    void run(Work work, Runnable part) {
        time(work, () -> {
            part.run();
            return work;
        });
    }

    /** Seconds since the window began. */
    double seconds() {
        return (nanoTime.getAsLong() - start) * 1e-9;
    }

    /** Share of the window's time that the work took; what is missing to 1 is spent on checkpoints and the like. */
    double share(Work work) {
        var seconds = seconds();
        return seconds == 0 ? 0 : nanos.getOrDefault(work, 0L) * 1e-9 / seconds;
    }

    /** Begins a new window. */
    void restart() {
        nanos.clear();
        start = nanoTime.getAsLong();
    }
}
