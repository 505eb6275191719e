package jointdit.codec;

import java.io.Serializable;
import java.util.List;

/** Pictures to latents and back. Each picture is coded alone; Spark sends a codec to executors. */
public interface VideoCodec extends Serializable {
    /** [F, C, H, W] of {@code frames} pictures. */
    int[] shape(int frames);

    /**
     * Latents (F, C, H, W) of RGB24 pictures, rows from the top.
     *
     * @throws IllegalArgumentException if a picture has another size
     */
    float[] encode(List<byte[]> frames);

    /**
     * Latent (C, H, W) of a first frame as the condition of a clip, in the units of {@link #encode}; its pixels are
     * noised by {@link #pictureNoise} first.
     *
     * @param picture RGB24, rows from the top
     * @param seed of the noise
     * @throws IllegalArgumentException if it has another size
     */
    float[] encodePicture(byte[] picture, long seed);

    /** Standard deviation of the noise on a first frame, its pixels in [-1, 1]; 0 where there is none. */
    double pictureNoise();

    /** RGB24 pictures of latents (F, C, H, W). */
    List<byte[]> decode(float[] latents, int frames);

    /** Hash of the weights and of the settings that latents depend on. */
    String fingerprint();
}
