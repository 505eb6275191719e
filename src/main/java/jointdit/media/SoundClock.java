package jointdit.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * When frames of sound are due, in seconds from the start of the file. Sound is timed by counting its samples; only
 * gaps of more than 0.3 s are taken from the stamps.
 */
final class SoundClock {
    private final double tickSeconds;
    private final Jumps jumps;
    private double offset;
    private double end;
    private boolean running;

    /** @param startSeconds stamp of the start of the file */
    SoundClock(double tickSeconds, double startSeconds, Jumps jumps) {
        this.tickSeconds = tickSeconds;
        this.jumps = jumps;
        offset = -startSeconds;
    }

    double seconds(AVFrame frame) {
        long stamp = frame.best_effort_timestamp();
        double start = stamp == AV_NOPTS_VALUE ? end : stamp * tickSeconds + offset;
        double gap = start - end;
        if (running && jumps.isOne(gap)) {
            offset -= gap;
        }
        if (running && (jumps.isOne(gap) || gap <= Jumps.TOLERANCE_SECONDS)) {
            start = end;
        }
        running = true;
        end = start + frame.nb_samples() / (double) frame.sample_rate();
        return start;
    }

    /** The end of the last frame; 0 before the first. */
    double endSeconds() {
        return end;
    }
}
