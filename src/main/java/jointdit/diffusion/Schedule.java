package jointdit.diffusion;

import java.io.Serializable;

/**
 * Noise levels of both modalities on the common time u.
 *
 * @param video level of the video
 * @param audio level of the audio
 */
public record Schedule(NoiseLevel video, NoiseLevel audio) implements Serializable {
    /** Noise levels at the time at which the video's is {@code sigma}. */
    Sigmas atVideo(double sigma) {
        return new Sigmas(sigma, audio.at(video.probit(sigma)));
    }
}
