package jointdit.evaluate.sync;

import static jointdit.synthetic.BounceGeometry.FLOOR;
import static jointdit.synthetic.BounceGeometry.RADIUS;

import java.util.List;
import java.util.Optional;
import jointdit.media.Video;

/**
 * The ball of scene {@code bounce}, frame by frame: it alone is coloured, all else is grey.
 *
 * @param frames the largest patch of colour in each frame; empty where there is none
 */
public record BallTrack(List<Optional<Blob>> frames) {
    private static final Disc BALL = Disc.ofRadius(RADIUS);

    public BallTrack {
        frames = List.copyOf(frames);
    }

    /** Follows the ball through pictures. */
    public static BallTrack of(Video video) {
        return new BallTrack(video.frames().stream()
                .map(frame -> new ColourMask(frame, video.width(), video.height()).largest())
                .toList());
    }

    /** Frames in which the ball is whole: half to 1.6 times its area, and 85% of all that is coloured. */
    public int whole() {
        return (int) frames.stream()
                .flatMap(Optional::stream)
                .filter(BALL::fits)
                .filter(Blob::isOnePiece)
                .count();
    }

    /**
     * Heights of the ball's lowest point above the floor, in short sides of the picture; NaN where there is no ball.
     */
    double[] heights() {
        return frames.stream()
                .mapToDouble(blob -> blob.map(b -> FLOOR - RADIUS - b.y()).orElse(Double.NaN))
                .toArray();
    }
}
