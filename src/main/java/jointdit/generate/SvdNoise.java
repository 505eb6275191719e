package jointdit.generate;

import jointdit.tensor.Array;
import jointdit.tensor.Noise;
import jointdit.tensor.Shape;

/**
 * Standard normal noise of one clip.
 *
 * @param picture added to its first frame, (1, 3, H, W)
 * @param latents at the start, (1, F, C, H / r, W / r)
 */
public record SvdNoise(Array picture, Array latents) {
    private static final int PICTURE = 1;
    private static final int LATENTS = 2;

    static SvdNoise of(long seed, Shape picture, Shape latents) {
        return new SvdNoise(
                Noise.normal(picture, Noise.seed(seed, PICTURE)), Noise.normal(latents, Noise.seed(seed, LATENTS)));
    }
}
