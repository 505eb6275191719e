package jointdit.spark;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import jointdit.train.TrainStep;

/**
 * Training steps of this JVM that no task works with, so that a round need not trace and load its programs anew. They
 * hold nothing that counts: who takes one sets all of its state. One that nobody takes is closed after a while.
 */
final class IdleSteps {
    private static final Deque<Idle> IDLE = new ArrayDeque<>();
    /** Longer than a round waits for its last replica, as a rule. */
    private static final Duration KEEP = Duration.ofMinutes(2);

    private record Idle(String key, TrainStep step) {}

    private IdleSteps() {}

    /**
     * A training step that goes back when it is closed.
     *
     * @param key of its model, settings and device
     * @param made makes one where none is idle
     */
    static Taken take(String key, Supplier<TrainStep> made) {
        synchronized (IDLE) {
            for (var idle : IDLE) {
                if (idle.key.equals(key)) {
                    IDLE.remove(idle);
                    return new Taken(key, idle.step);
                }
            }
        }
        clear(); // what is left is of another run
        return new Taken(key, made.get());
    }

    /** Unless somebody took it since. */
    private static void closeIf(Idle idle) {
        synchronized (IDLE) {
            if (IDLE.removeIf(other -> other == idle)) {
                idle.step.close();
            }
        }
    }

    /** Closes all. */
    static void clear() {
        synchronized (IDLE) {
            IDLE.forEach(idle -> idle.step.close());
            IDLE.clear();
        }
    }

    /**
     * One at work.
     *
     * @param key what it is for
     * @param step the training step
     */
    record Taken(String key, TrainStep step) implements AutoCloseable {
        @Override
        public void close() {
            var idle = new Idle(key, step);
            synchronized (IDLE) {
                IDLE.push(idle);
            }
            Later.after(KEEP, () -> closeIf(idle));
        }
    }
}
