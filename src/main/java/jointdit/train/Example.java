package jointdit.train;

import java.util.List;

/**
 * One clip to learn from; arrays are read-only by agreement.
 *
 * @param id of the clip
 * @param video latents (F, C, H, W)
 * @param audio latents (C, T, M)
 * @param picture latents of the first frame (C, H, W)
 * @param text hashed bag of words (W,)
 * @param own what the towers take of their own, in the order of {@link jointdit.joint.JointDiT#inputs}
 */
public record Example(String id, float[] video, float[] audio, float[] picture, float[] text, List<float[]> own) {
    public Example {
        own = List.copyOf(own);
    }

    /** A clip for towers that take nothing of their own. */
    public Example(String id, float[] video, float[] audio, float[] picture, float[] text) {
        this(id, video, audio, picture, text, List.of());
    }
}
