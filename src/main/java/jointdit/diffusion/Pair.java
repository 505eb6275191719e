package jointdit.diffusion;

/**
 * Video and audio latents; read-only by agreement.
 *
 * @param video row-major values
 * @param audio row-major values
 */
public record Pair(float[] video, float[] audio) {}
