package jointdit.media;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Frames put on a regular grid: each slot shows the last frame due at or before it. Only frames shown are scaled. */
final class FrameSlots implements AutoCloseable {
    private final Scaler scaler;
    private final int turns;
    private final int slots;
    private final AVFrame kept = av_frame_alloc();
    private final List<byte[]> frames = new ArrayList<>();
    private double keptShape;
    private boolean keeping;
    private int damaged;

    /**
     * @param turns quarter turns to the left
     * @param slots to fill at most
     */
    FrameSlots(Scaler scaler, int turns, int slots) {
        this.scaler = scaler;
        this.turns = turns;
        this.slots = slots;
    }

    /** A frame due at {@code slot}; slots before the first frame show it as well. */
    void add(AVFrame frame, double pixelShape, long slot) {
        fill(slot);
        av_frame_unref(kept);
        Libav.check(av_frame_ref(kept, frame), "keep a frame");
        keptShape = pixelShape;
        keeping = true;
    }

    /** Shows the last frame up to {@code slot}, and at least once. */
    void end(long slot) {
        fill(frames.isEmpty() ? Math.max(1, slot) : slot);
    }

    private void fill(long until) {
        if (keeping && frames.size() < Math.min(until, slots)) {
            var rgb = scaler.picture(kept, keptShape).turnedLeft(turns).rgb();
            int from = frames.size();
            while (frames.size() < Math.min(until, slots)) {
                frames.add(rgb);
            }
            boolean guessed = kept.decode_error_flags() != 0 || (kept.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0;
            damaged += guessed ? frames.size() - from : 0;
        }
    }

    boolean full() {
        return frames.size() >= slots;
    }

    List<byte[]> frames() {
        return frames;
    }

    /** Frames shown that the decoder had to guess at, in part or whole. */
    int damaged() {
        return damaged;
    }

    @Override
    public void close() {
        av_frame_free(kept);
        scaler.close();
    }
}
