package jointdit.hub;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tries again what broke on the way: connections cut, answers 429 and 5xx.
 *
 * @param attempts in a row without a byte gained, at least 1
 * @param pause before the second attempt, twice as long before each further one
 */
record Retries(int attempts, Duration pause) {
    private static final int DOUBLINGS = 5;

    Retries {
        argument(attempts >= 1, "attempts must be at least 1, found %d", attempts);
        argument(!pause.isNegative(), "pause must not be negative, found %s", pause);
    }

    /** What may break. */
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /**
     * Runs it until it is done.
     *
     * @param gained grows with what has been reached; attempts count anew from there
     * @throws UncheckedIOException when all attempts broke: {@code Cannot WHAT: reason of the last}
     */
    <T> T run(String what, Work<T> work, LongSupplier gained) {
        int failed = 0;
        while (true) {
            long before = gained.getAsLong();
            try {
                return work.run();
            } catch (IOException e) {
                failed = gained.getAsLong() > before ? 1 : failed + 1;
                if (failed >= attempts || Thread.currentThread().isInterrupted()) {
                    throw new UncheckedIOException("Cannot %s: %s".formatted(what, e.getMessage()), e);
                }
                sleep(what, wait(e, failed));
            } catch (InterruptedException e) {
                throw stopped(what, e);
            }
        }
    }

    private Duration wait(IOException failure, int failed) {
        var own = pause.multipliedBy(1L << Math.min(failed - 1, DOUBLINGS));
        return failure instanceof Busy busy ? busy.retryAfter().orElse(own) : own;
    }

    private static void sleep(String what, Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            throw stopped(what, e);
        }
    }

    private static UncheckedIOException stopped(String what, InterruptedException cause) {
        Thread.currentThread().interrupt();
        var stopped = new InterruptedIOException("stopped");
        stopped.initCause(cause);
        return new UncheckedIOException("Cannot %s: stopped".formatted(what), stopped);
    }
}
