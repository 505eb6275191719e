package jointdit.codec;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import jointdit.pretrained.ModelPlaces;

/** How pictures become latents, the {@code codec.video} block. */
public sealed interface VideoCodecConfig extends Serializable {
    /**
     * Throws {@link IllegalArgumentException} if pictures of these sizes in pixels cannot be coded, as far as is known.
     */
    void check(int width, int height);

    /** The codec of these settings, see {@link CodecConfig#open}. */
    VideoCodec open(int width, int height, PcaBases fitted, ModelPlaces models);

    /**
     * Principal components of patches of pixels.
     *
     * @param patch pixels of a side of a patch
     * @param channels components kept, at most {@code 3 * patch * patch}
     * @param whitening power of its standard deviation that divides a component, in [0, 1]: 1 gives every channel
     *     variance 1, less leaves more of it to the strong ones
     */
    record Pca(int patch, int channels, double whitening) implements VideoCodecConfig {
        public Pca {
            argument(patch >= 1, "patch must be at least 1, found %d", patch);
            var most = 3 * patch * patch;
            argument(1 <= channels && channels <= most, "channels must lie in [1, %d], found %d", most, channels);
            argument(0 <= whitening && whitening <= 1, "whitening must lie in [0, 1], found %s", whitening);
        }

        @Override
        public void check(int width, int height) {
            check("width", width);
            check("height", height);
        }

        private void check(String name, int pixels) {
            argument(
                    pixels >= patch && pixels % patch == 0,
                    "%s must be a multiple of patch %d, found %d; try %d",
                    name,
                    patch,
                    pixels,
                    patch * Math.max(1, Math.round(pixels / (float) patch)));
        }

        @Override
        public VideoCodec open(int width, int height, PcaBases fitted, ModelPlaces models) {
            return new PcaVideo(this, width, height, PcaBases.require("video", fitted.video()));
        }
    }

    /**
     * The autoencoder of Stable Video Diffusion.
     *
     * @param model folder of the pipeline, or of its autoencoder, or the name of a repository that was fetched
     * @param framesPerEncode pictures encoded at a time, at least 1: memory grows with it, latents do not change
     * @param framesPerDecode pictures decoded together, at least 1: memory grows with it, and they follow each other
     *     more smoothly
     * @param pictureNoise standard deviation of the noise put on a first frame before it becomes the condition of a
     *     clip, its pixels in [-1, 1]; in [0, 1]. SVD learnt from frames so noised (Blattmann et al. 2023)
     */
    record Svd(String model, int framesPerEncode, int framesPerDecode, double pictureNoise)
            implements VideoCodecConfig {
        public Svd {
            argument(!model.isBlank(), "model must name a folder or a repository, found nothing");
            argument(framesPerEncode >= 1, "frames-per-encode must be at least 1, found %d", framesPerEncode);
            argument(framesPerDecode >= 1, "frames-per-decode must be at least 1, found %d", framesPerDecode);
            argument(
                    0 <= pictureNoise && pictureNoise <= 1, "picture-noise must lie in [0, 1], found %s", pictureNoise);
        }

        @Override
        public void check(int width, int height) {
            argument(width >= 1, "width must be at least 1, found %d", width);
            argument(height >= 1, "height must be at least 1, found %d", height);
        }

        @Override
        public VideoCodec open(int width, int height, PcaBases fitted, ModelPlaces models) {
            return SvdVideo.open(this, width, height, models);
        }
    }
}
