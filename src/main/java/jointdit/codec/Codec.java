package jointdit.codec;

import java.io.Serializable;
import jointdit.media.Clip;

/** Pixels and sound to latents and back. Spark sends it to executors, so it is serializable. */
public interface Codec extends Serializable {
    /** What it was built from: sizes and rates of the clips it takes. */
    CodecConfig config();

    /** [F, C, H, W] of a clip of {@code frames} pictures. */
    int[] videoShape(int frames);

    /** [C, T, M] of the sound of a clip of {@code frames} pictures. */
    int[] audioShape(int frames);

    /**
     * Latents of a clip; its sound is cut or filled with silence to the length of its pictures.
     *
     * @throws IllegalArgumentException if the clip has no frame, or another size or rate than {@link #config} says
     */
    Latents encode(Clip clip);

    /**
     * Latent of one picture, the condition of generation.
     *
     * @param picture RGB24, rows from the top, of {@link CodecConfig#side} squared pixels
     * @return (C, H, W)
     */
    float[] encodePicture(byte[] picture);

    /** The clip of {@code latents}; {@code seed} starts whatever the vocoder has to guess. */
    Clip decode(Latents latents, long seed);

    /** Hash of weights and settings: equal fingerprints give equal latents. */
    String fingerprint();
}
