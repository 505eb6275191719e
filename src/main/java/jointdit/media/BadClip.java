package jointdit.media;

/** A file that holds no usable clip, and why. */
public final class BadClip extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    BadClip(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    BadClip(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why a clip cannot be used. */
    public enum Reason {
        /** Not a media file, without its index, or of an unknown kind. */
        UNDECODABLE,
        /** No moving pictures. */
        NO_VIDEO,
        /** No sound. */
        NO_SOUND,
        /** Ends before it says that it does. */
        TRUNCATED,
        /** Some frames could only be guessed. */
        DAMAGED,
        /** Whole, but it ends before the cut that is wanted. */
        TOO_SHORT
    }
}
