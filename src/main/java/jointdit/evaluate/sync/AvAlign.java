package jointdit.evaluate.sync;

import java.util.List;
import java.util.OptionalDouble;

/**
 * AV-Align: intersection over union of peaks of sound and peaks of motion that lie less than a frame apart. It exists
 * in two versions, which give different values.
 *
 * @see <a href="https://arxiv.org/abs/2309.16429">Yariv et al. 2023</a>, section 4.1
 */
public enum AvAlign {
    /** Peaks of motion count however small, and one may serve several peaks of sound. */
    V2023(0, false),
    /** Peaks of motion have a mean flow of at least 0.1 pixels, and each serves one peak of sound. */
    V2025(0.1, true);

    private final double leastMotion;
    private final boolean oneToOne;

    AvAlign(double leastMotion, boolean oneToOne) {
        this.leastMotion = leastMotion;
        this.oneToOne = oneToOne;
    }

    /** Pixels below which a peak of motion does not count. */
    public double leastMotion() {
        return leastMotion;
    }

    /** Name of the metric, such as {@code av-align-2025}. */
    public String metric() {
        return "av-align-" + name().substring(1);
    }

    /**
     * The score, in [0, 1]; none where there is no peak of sound or none of motion, of which nothing can be said.
     *
     * @param sound times of peaks in seconds, ascending
     * @param motion times of peaks in seconds, ascending
     * @param framesPerSecond of the video; a frame is the tolerance, itself not included
     */
    public OptionalDouble score(List<Double> sound, List<Double> motion, double framesPerSecond) {
        if (sound.isEmpty() || motion.isEmpty()) {
            return OptionalDouble.empty();
        }
        int matched = matched(sound, motion, 1 / framesPerSecond);
        return OptionalDouble.of(matched / (double) (sound.size() + motion.size() - matched));
    }

    private int matched(List<Double> sound, List<Double> motion, double tolerance) {
        var used = new boolean[motion.size()];
        int matched = 0;
        for (double at : sound) {
            int partner = partner(at, motion, used, tolerance);
            if (partner >= 0) {
                used[partner] = oneToOne;
                matched++;
            }
        }
        return matched;
    }

    /** The first that is near and free; -1 if there is none. */
    private static int partner(double at, List<Double> motion, boolean[] used, double tolerance) {
        for (int i = 0; i < used.length; i++) {
            if (!used[i] && at - tolerance < motion.get(i) && motion.get(i) < at + tolerance) {
                return i;
            }
        }
        return -1;
    }
}
