package jointdit.evaluate.sync;

import java.util.List;
import jointdit.media.Clip;

/**
 * What is seen and heard in a clip of scene {@code bounce}.
 *
 * @param hits times in seconds at which the ball hits the floor
 * @param onsets times in seconds at which something begins to sound
 * @param integrity of the ball
 */
public record ClipFacts(List<Double> hits, List<Double> onsets, BallIntegrity integrity) {
    public ClipFacts {
        hits = List.copyOf(hits);
        onsets = List.copyOf(onsets);
    }

    /** Looks and listens. */
    public static ClipFacts of(Clip clip) {
        var track = BallTrack.of(clip.video());
        return new ClipFacts(
                FloorHits.of(track, clip.video().framesPerSecond()), Onsets.of(clip.sound()), BallIntegrity.of(track));
    }
}
