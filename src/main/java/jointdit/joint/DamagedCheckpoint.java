package jointdit.joint;

/** A checkpoint whose files are not as they were written; the message names the file. */
public final class DamagedCheckpoint extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DamagedCheckpoint(String message) {
        super(message);
    }

    public DamagedCheckpoint(String message, Throwable cause) {
        super(message, cause);
    }
}
