package jointdit.evaluate.sync;

import java.util.ArrayList;
import java.util.List;
import jointdit.media.Motion;

/**
 * Frames with more motion than both their neighbours, as AV-Align takes them.
 *
 * @see <a href="https://arxiv.org/abs/2309.16429">Yariv et al. 2023, "Diverse and Aligned Audio-to-Video
 *     Generation"</a>
 */
public final class MotionPeaks {
    private MotionPeaks() {}

    /** Times in seconds of peaks of at least {@code least} pixels. */
    public static List<Double> of(Motion motion, double least) {
        var lengths = motion.lengths();
        var peaks = new ArrayList<Double>();
        for (int i = 1; i + 1 < lengths.length; i++) {
            if (lengths[i - 1] < lengths[i] && lengths[i] > lengths[i + 1] && lengths[i] >= least) {
                peaks.add(i / motion.framesPerSecond());
            }
        }
        return peaks;
    }
}
