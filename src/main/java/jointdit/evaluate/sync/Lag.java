package jointdit.evaluate.sync;

import java.util.Optional;
import jointdit.media.Motion;

/**
 * By how much sound follows picture: the lag at which how much moves and how much begins to sound are most alike.
 *
 * @param seconds sound after picture, within half a second
 * @param correlation Pearson's, there
 */
record Lag(double seconds, double correlation) {
    private static final double FARTHEST = 0.5;
    private static final int LEAST = 8;

    /** Empty where one of both does not change. */
    static Optional<Lag> of(Motion motion, OnsetEnvelope sound) {
        int farthest = (int) Math.floor(FARTHEST * motion.framesPerSecond());
        var best = Optional.<Lag>empty();
        for (int lag = -farthest; lag <= farthest; lag++) {
            double correlation = correlation(motion, sound, lag);
            if (best.isEmpty() ? Double.isFinite(correlation) : correlation > best.get().correlation) {
                best = Optional.of(new Lag(lag / motion.framesPerSecond(), correlation));
            }
        }
        return best;
    }

    /** Over the frames whose sound, {@code lag} frames later, is there; NaN for few or flat ones. */
    private static double correlation(Motion motion, OnsetEnvelope sound, int lag) {
        var lengths = motion.lengths();
        double n = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int k = Math.max(0, -lag); k < lengths.length; k++) {
            double at = (k + lag) / motion.framesPerSecond() * OnsetEnvelope.RATE / OnsetEnvelope.HOP;
            if (at > sound.strengths().length - 1) {
                break;
            }
            double heard = sound.at(at);
            n++;
            x += lengths[k];
            y += heard;
            xx += lengths[k] * lengths[k];
            yy += heard * heard;
            xy += lengths[k] * heard;
        }
        double spread = (xx - x * x / n) * (yy - y * y / n);
        return n < LEAST || spread <= 1e-18 ? Double.NaN : (xy - x * y / n) / Math.sqrt(spread);
    }
}
