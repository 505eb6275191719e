package jointdit.reduce;

import static jointdit.config.Check.argument;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long a rank waits for the others.
 *
 * @param timeout longest wait in which not a byte comes or goes, above 0
 * @param cancelled asked several times a second while waiting; true ends the wait
 */
public record Patience(Duration timeout, BooleanSupplier cancelled) {
    public Patience {
        argument(timeout.toMillis() > 0, "timeout must be above 0, found %s", timeout);
    }

    /** The same with another longest wait. */
    Patience with(Duration longest) {
        return new Patience(longest, cancelled);
    }
}
