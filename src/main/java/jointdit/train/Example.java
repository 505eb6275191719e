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
 * @param textless the same where the text is dropped
 */
public record Example(
        String id,
        float[] video,
        float[] audio,
        float[] picture,
        float[] text,
        List<float[]> own,
        List<float[]> textless) {
    public Example {
        own = List.copyOf(own);
        textless = List.copyOf(textless);
    }

    /** A clip for towers that take nothing of their own. */
    public Example(String id, float[] video, float[] audio, float[] picture, float[] text) {
        this(id, video, audio, picture, text, List.of(), List.of());
    }

    /** The same clip as the towers take it without its text. */
    Example withoutText() {
        return new Example(id, video, audio, picture, text, textless, textless);
    }

    /** Whether there is a text: one word at least. */
    boolean hasText() {
        for (var count : text) {
            if (count != 0) {
                return true;
            }
        }
        return false;
    }
}
