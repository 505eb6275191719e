package jointdit.train;

import java.nio.FloatBuffer;
import java.util.function.Consumer;

/**
 * Means over clips.
 *
 * @param total of the video's loss and the weighted audio's
 * @param video loss of the video
 * @param audio loss of the audio, before weighting
 */
public record Losses(double total, double video, double audio) {
    /** What {@code mean} makes of them in float32, such as their means over replicas. */
    public Losses reduced(Consumer<FloatBuffer> mean) {
        var values = new float[] {(float) total, (float) video, (float) audio};
        mean.accept(FloatBuffer.wrap(values));
        return new Losses(values[0], values[1], values[2]);
    }
}
