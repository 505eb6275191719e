package jointdit.media;

import static jointdit.config.Check.argument;

/**
 * How much moves in a video.
 *
 * @param lengths mean length in pixels of the optical flow from each frame to the next, one a frame; the first is that
 *     of the second; read-only by agreement
 * @param framesPerSecond of the file itself
 */
public record Motion(double[] lengths, double framesPerSecond) {
    public Motion {
        argument(framesPerSecond > 0, "framesPerSecond must be above 0, found %s", framesPerSecond);
    }

    /** Length of the video. */
    public double seconds() {
        return lengths.length / framesPerSecond;
    }
}
