package jointdit.evaluate.sync;

import java.util.List;
import jointdit.media.Video;

/**
 * How often the ball of scene {@code bounce} is one patch of about its true size; see {@link BallTrack#whole}. Real
 * clips give 1.
 *
 * @param whole frames in which it is
 * @param frames all frames
 */
public record BallIntegrity(int whole, int frames) {
    /** Counts over all frames of all videos. */
    public static BallIntegrity of(List<Video> videos) {
        return pooled(videos.stream().map(v -> of(BallTrack.of(v))).toList());
    }

    /** Counts over one video. */
    public static BallIntegrity of(BallTrack track) {
        return new BallIntegrity(track.whole(), track.frames().size());
    }

    /** Counts of all together. */
    public static BallIntegrity pooled(List<BallIntegrity> parts) {
        return new BallIntegrity(
                parts.stream().mapToInt(BallIntegrity::whole).sum(),
                parts.stream().mapToInt(BallIntegrity::frames).sum());
    }

    /** Share of the frames, in [0, 1]; 0 where there are no frames. */
    public double share() {
        return frames == 0 ? 0 : whole / (double) frames;
    }
}
