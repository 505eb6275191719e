package jointdit.hub;

/** A file that came whole and is not the one that was listed. */
final class WrongBytes extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongBytes(String message) {
        super(message);
    }
}
