package jointdit.diffusion;

import java.io.Serializable;

/**
 * Noise levels of both modalities on the common time u.
 *
 * @param video level of the video
 * @param audio level of the audio
 */
public record Schedule(NoiseLevel video, NoiseLevel audio) implements Serializable {
    /** Noise levels at {@code time}. */
    Pair.Factors sigmas(double time) {
        return new Pair.Factors(video.sigma(time), audio.sigma(time));
    }
}
