package jointdit.media;

import static jointdit.config.Check.argument;

/**
 * Part of a clip.
 *
 * @param startSeconds first moment, from the start of the file's earlier stream, at least 0
 * @param seconds length, above 0; infinite up to the end
 */
public record Cut(double startSeconds, double seconds) {
    /** From start to end. */
    public static final Cut WHOLE = new Cut(0, Double.POSITIVE_INFINITY);

    public Cut {
        argument(
                startSeconds >= 0 && Double.isFinite(startSeconds),
                "A cut must start at 0 s or later, found %s s",
                startSeconds);
        argument(seconds > 0, "A cut must be longer than 0 s, found %s s", seconds);
    }

    /** Whether it ends before the file does. */
    public boolean ends() {
        return Double.isFinite(seconds);
    }

    /** Last moment; infinite up to the end. */
    public double endSeconds() {
        return startSeconds + seconds;
    }

    /** Steps of {@code rate} a second that fill it; as many as there can be if it does not end. */
    int steps(double rate) {
        return (int) Math.min(Integer.MAX_VALUE - 8, Math.round(seconds * rate));
    }
}
