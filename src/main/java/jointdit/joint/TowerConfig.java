package jointdit.joint;

import static jointdit.config.Check.argument;

import java.io.Serializable;

/** A unimodal denoiser: which network, and how it is cut into input, experts and output. */
public sealed interface TowerConfig extends Serializable {
    /** Experts, each followed by a joint block. */
    int depth();

    /** Channels of a token. */
    int width();

    /**
     * Diffusion transformer trained from scratch.
     *
     * @param width channels of a token, a multiple of {@code 4 * heads}
     * @param depth blocks, each an expert
     * @param heads attention heads
     * @param patchTime latent frames of a token
     * @param patchHeight latent rows of a token
     * @param patchWidth latent columns of a token (mel bins in the audio tower)
     */
    record Transformer(int width, int depth, int heads, int patchTime, int patchHeight, int patchWidth)
            implements TowerConfig {
        public Transformer {
            argument(depth >= 1, "depth must be at least 1, found %d", depth);
            argument(heads >= 1, "heads must be at least 1, found %d", heads);
            argument(
                    width >= 4 && width % (4 * heads) == 0,
                    "width must be a multiple of 4 * heads = %d, found %d",
                    4 * heads,
                    width);
            argument(
                    Math.min(patchTime, Math.min(patchHeight, patchWidth)) >= 1,
                    "Patches must be at least 1 in every axis, found %d x %d x %d",
                    patchTime,
                    patchHeight,
                    patchWidth);
        }
    }
}
