package jointdit.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_ROUND_NEAR_INF;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q_rnd;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * When frames are due, in ticks from the start of the file. Where stamps jump back by more than 0.3 s, as where
 * recordings were joined, or ahead by more than 10 s in formats that allow jumps, the pictures go on without a gap.
 */
final class VideoClock {
    private final AVRational tick;
    private final Jumps jumps;
    private long offset;
    private long end;
    private final double usualSeconds;
    private long last;
    private boolean running;

    /**
     * @param startMicros stamp of the start of the file
     * @param usualSeconds how long a frame lasts where nothing else tells
     */
    VideoClock(AVRational tick, long startMicros, Jumps jumps, double usualSeconds) {
        this.tick = tick;
        this.jumps = jumps;
        this.usualSeconds = usualSeconds;
        offset = -av_rescale_q(startMicros, Libav.rational(1, 1_000_000), tick);
    }

    /** Start of a frame. */
    long ticks(AVFrame frame) {
        long stamp = frame.best_effort_timestamp();
        long start = stamp == AV_NOPTS_VALUE ? end : stamp + offset;
        if (running && jumps.isOne((start - end) * av_q2d(tick))) {
            offset -= start - end;
            start = end;
        }
        end = start + duration(frame.duration(), running ? start - last : 0);
        last = start;
        running = true;
        return start;
    }

    /**
     * As FFmpeg has it: where none is declared, or a made-up one of 1 tick, a frame lasts as long as the one before.
     */
    private long duration(long declared, long step) {
        if (declared > 1 || (declared == 1 && step <= 2)) {
            return declared;
        }
        return step > 0 ? step : Math.round(usualSeconds / av_q2d(tick));
    }

    /** The end of the last frame; 0 before the first. */
    long endTicks() {
        return end;
    }

    double endSeconds() {
        return end * av_q2d(tick);
    }

    /** The nearest multiple of {@code 1 / rate} from a start on, halves up: exact, as FFmpeg's filters reckon it. */
    long slot(long ticks, double startSeconds, double rate) {
        long fromStart = ticks - Math.round(startSeconds / av_q2d(tick));
        var frames = av_d2q(rate, 1_000_000);
        return av_rescale_q_rnd(fromStart, tick, Libav.rational(frames.den(), frames.num()), AV_ROUND_NEAR_INF);
    }
}
