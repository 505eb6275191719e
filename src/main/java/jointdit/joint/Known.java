package jointdit.joint;

import java.util.Optional;
import jointdit.condition.TextStates;

/**
 * What is known of a clip, from which published towers take conditions of their own.
 *
 * @param embedding of its first frame by the image encoder of Stable Video Diffusion; read-only by agreement
 * @param pictureNoise standard deviation of the noise on the pixels of its first frame
 * @param text what the text encoders of AudioLDM2 make of its prompt, or of the empty one
 */
public record Known(Optional<float[]> embedding, double pictureNoise, Optional<TextStates> text) {
    /** Nothing: enough for towers that were not published. */
    public static final Known NOTHING = new Known(Optional.empty(), 0, Optional.empty());
}
