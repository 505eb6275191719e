package jointdit.diffusion;

/**
 * Noise levels of a clip.
 *
 * @param video standard deviation of the video's noise
 * @param audio standard deviation of the audio's noise
 */
public record Sigmas(double video, double audio) {
    static final Sigmas CLEAN = new Sigmas(0, 0);
}
