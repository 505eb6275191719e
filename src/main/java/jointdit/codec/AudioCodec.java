package jointdit.codec;

import java.io.Serializable;
import jointdit.media.Sound;

/** Sound to latents and back. Spark sends a codec to executors. */
public interface AudioCodec extends Serializable {
    /** [C, T, M] of {@code samples}. */
    int[] shape(int samples);

    /** Latents (C, T, M) of a sound at the codec's rate. */
    float[] encode(Sound sound);

    /** {@code samples} of sound of latents (C, T, M); {@code seed} starts whatever the vocoder has to guess. */
    Sound decode(float[] latents, int samples, long seed);

    /** Hash of the weights and of the settings that latents depend on. */
    String fingerprint();
}
