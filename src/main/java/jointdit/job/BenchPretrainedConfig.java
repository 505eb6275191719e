package jointdit.job;

import static jointdit.config.Check.argument;

import java.util.List;

/**
 * Settings of the speed of published networks.
 *
 * @param vae settings of the autoencoder in the jar, such as {@code published/svd_xt_vae.config.json}
 * @param unet those of the UNet
 * @param convolutions those of kernel 3x3 whose best gives the peak
 * @param picture pixels of a side of the picture that is encoded
 * @param level latents of a side at the UNet's first level going down
 * @param frames of the UNet's clip
 * @param calls after which memory is looked at, at least 10
 * @param clip what is encoded whole
 */
record BenchPretrainedConfig(
        String vae,
        String unet,
        List<Convolution> convolutions,
        int picture,
        int level,
        int frames,
        int calls,
        Clip clip) {
    /**
     * A convolution that keeps its size.
     *
     * @param channels in and out
     * @param side pixels of a side
     */
    record Convolution(int channels, int side) {
        Convolution {
            argument(channels >= 1, "channels must be at least 1, found %d", channels);
            argument(side >= 1, "side must be at least 1, found %d", side);
        }
    }

    /**
     * Clips that are encoded.
     *
     * @param frames of a clip
     * @param sides pixels of a side, each measured
     * @param framesPerBatch frames encoded together, each measured
     */
    record Clip(int frames, List<Integer> sides, List<Integer> framesPerBatch) {
        Clip {
            argument(frames >= 1, "frames must be at least 1, found %d", frames);
            argument(
                    framesPerBatch.stream().allMatch(b -> b >= 1 && frames % b == 0),
                    "frames-per-batch must divide the %d frames, found %s",
                    frames,
                    framesPerBatch);
        }
    }

    BenchPretrainedConfig {
        argument(!convolutions.isEmpty(), "convolutions must name a size");
        argument(
                Math.min(picture, Math.min(level, frames)) >= 1,
                "picture, level and frames must be at least 1, found %d, %d and %d",
                picture,
                level,
                frames);
        argument(calls >= 10, "calls must be at least 10, found %d", calls);
    }
}
