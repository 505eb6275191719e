package jointdit.joint;

/** Which way the joint attention may carry information. */
public enum Mode {
    /** Both ways. */
    FULL(true, true),
    /** None: each modality sees itself only. */
    ISO(false, false),
    /** The audio does not see the video. */
    MASK_VIDEO_TO_AUDIO(true, false),
    /** The video does not see the audio. */
    MASK_AUDIO_TO_VIDEO(false, true);

    private final boolean toVideo;
    private final boolean toAudio;

    Mode(boolean toVideo, boolean toAudio) {
        this.toVideo = toVideo;
        this.toAudio = toAudio;
    }

    /** Whether the video sees the audio. */
    public boolean toVideo() {
        return toVideo;
    }

    /** Whether the audio sees the video. */
    public boolean toAudio() {
        return toAudio;
    }
}
