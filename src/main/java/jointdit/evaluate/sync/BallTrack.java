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
    private static final double AREA = Math.PI * RADIUS * RADIUS;
    private static final double SMALLEST = 0.5 * AREA;
    private static final double LARGEST = 1.6 * AREA;
    private static final double IN_ONE_PIECE = 0.85;

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
                .filter(b -> SMALLEST <= b.area() && b.area() <= LARGEST && b.share() >= IN_ONE_PIECE)
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
