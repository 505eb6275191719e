package jointdit.train;

/**
 * One clip to learn from; arrays are read-only by agreement.
 *
 * @param id of the clip
 * @param video latents (F, C, H, W)
 * @param audio latents (C, T, M)
 * @param picture latents of the first frame (C, H, W)
 * @param text hashed bag of words (W,)
 */
public record Example(String id, float[] video, float[] audio, float[] picture, float[] text) {}
