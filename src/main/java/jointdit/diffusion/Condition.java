package jointdit.diffusion;

/** What a prediction may depend on besides the noisy latents. The order is that of the model's {@code keep}. */
public enum Condition {
    /** The prompt. */
    TEXT,
    /** The first frame. */
    PICTURE,
    /** The video sees the audio. */
    AUDIO_TO_VIDEO,
    /** The audio sees the video. */
    VIDEO_TO_AUDIO,
    /** The negative prompt, in the place of the prompt. */
    NEGATIVE_TEXT
}
