package jointdit.codec;

import java.io.Serializable;
import java.util.List;

/** Pictures to latents and back. Each picture is coded alone; Spark sends a codec to executors. */
public interface VideoCodec extends Serializable {
    /** [F, C, H, W] of {@code frames} pictures. */
    int[] shape(int frames);

    /**
     * Latents (F, C, H, W) of square RGB24 pictures, rows from the top.
     *
     * @throws IllegalArgumentException if a picture has another size
     */
    float[] encode(List<byte[]> frames);

    /** RGB24 pictures of latents (F, C, H, W). */
    List<byte[]> decode(float[] latents, int frames);

    /** Hash of the weights and of the settings that latents depend on. */
    String fingerprint();
}
