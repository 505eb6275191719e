package jointdit.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A server that asks to come back later. */
final class Busy extends IOException {
    private static final long serialVersionUID = 1;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final long seconds;

    private Busy(String message, long seconds) {
        super(message);
        this.seconds = seconds;
    }

    /** Of an answer 429 or 5xx. */
    static Busy of(String host, Reply reply) {
        var wait = reply.header("Retry-After").filter(text -> text.matches("\\d{1,6}"));
        return new Busy(
                "%s answers %d".formatted(host, reply.status()),
                wait.map(Long::parseLong).orElse(-1L));
    }

    /** How long it wants to be left alone, if it says so. */
    Optional<Duration> retryAfter() {
        var wait = Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
        return seconds < 0 ? Optional.empty() : Optional.of(wait);
    }
}
