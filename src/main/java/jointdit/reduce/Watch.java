package jointdit.reduce;

import java.util.function.Supplier;

/** Ends a wait that was cancelled or has lasted too long without progress. */
final class Watch {
    /** Milliseconds between looks at a wait. */
    static final long POLL = 100;

    private final Seat seat;
    private final Patience patience;
    private final Supplier<String> wanted;
    private long last = System.nanoTime();

    /** {@code wanted} says what is waited for, and from whom. */
    Watch(Seat seat, Patience patience, Supplier<String> wanted) {
        this.seat = seat;
        this.patience = patience;
        this.wanted = wanted;
    }

    /** Something came or went. */
    void progress() {
        last = System.nanoTime();
    }

    /** Throws {@link RingException} if the wait is over. */
    void check() {
        if (patience.cancelled().getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new RingException(seat.self() + " was cancelled; it wanted " + wanted.get());
        }
        if (System.nanoTime() - last > patience.timeout().toNanos()) {
            throw new RingException(String.format(
                    "%s wanted %s, found no progress in %.1f s; that rank hangs, or the network between them does",
                    seat.self(), wanted.get(), patience.timeout().toMillis() * 1e-3));
        }
    }

    /** What was waited for, after {@code cause}. */
    RingException failed(String found, Throwable cause) {
        return new RingException(seat.self() + " wanted " + wanted.get() + ", found " + found, cause);
    }
}
