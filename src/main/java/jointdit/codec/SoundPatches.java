package jointdit.codec;

import jointdit.media.LogMel;
import jointdit.media.Sound;
import jointdit.media.Spectrogram;

/**
 * The patches of log-mel spectrograms that the {@code pca} codec projects, and their way back.
 *
 * @param patch mel frames and mel bins of a side of a patch
 */
public record SoundPatches(int patch) {
    /** The front end of the spectrograms, AudioLDM2's. */
    static final LogMel MEL = LogMel.audioldm2();

    /**
     * Patches (T * M, patch * patch) of the log-mel spectrogram of a sound, which is filled with silence at its end.
     */
    public float[] of(Sound sound) {
        var frames = melFrames(sound.samples().length);
        return grid(frames)
                .cut(MEL.of(Codec.fitted(sound, frames * MEL.hop()), frames).values());
    }

    /** The spectrogram of {@code patches}, never below silence. */
    Spectrogram spectrogram(float[] patches) {
        var values = grid(patches.length / MEL.bins()).join(patches);
        for (var i = 0; i < values.length; i++) {
            values[i] = Math.max(values[i], (float) MEL.silence());
        }
        return new Spectrogram(MEL.bins(), values);
    }

    /** Mel frames K of {@code samples}, rounded up to whole patches. */
    int melFrames(int samples) {
        var perPatch = MEL.hop() * patch;
        return (samples + perPatch - 1) / perPatch * patch;
    }

    private PatchGrid grid(int frames) {
        return new PatchGrid(frames, MEL.bins(), 1, patch);
    }
}
