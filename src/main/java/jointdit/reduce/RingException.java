package jointdit.reduce;

/** A ring that does not form or goes no further; the message names rank, peer and what was waited for. */
public final class RingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RingException(String message) {
        super(message);
    }

    RingException(String message, Throwable cause) {
        super(message, cause);
    }
}
