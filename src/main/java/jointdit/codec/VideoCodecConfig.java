package jointdit.codec;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import jointdit.pretrained.ModelPlaces;

/** How pictures become latents, the {@code codec.video} block. */
public sealed interface VideoCodecConfig extends Serializable {
    /**
     * Throws {@link IllegalArgumentException} if pictures of {@code side} pixels cannot be coded, as far as is known.
     */
    void check(int side);

    /** The codec of these settings, see {@link CodecConfig#open}. */
    VideoCodec open(int side, PcaBases fitted, ModelPlaces models);

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
        public void check(int side) {
            argument(
                    side >= patch && side % patch == 0,
                    "side must be a multiple of patch %d, found %d; try %d",
                    patch,
                    side,
                    patch * Math.max(1, Math.round(side / (float) patch)));
        }

        @Override
        public VideoCodec open(int side, PcaBases fitted, ModelPlaces models) {
            return new PcaVideo(this, side, PcaBases.require("video", fitted.video()));
        }
    }

    /**
     * The autoencoder of Stable Video Diffusion.
     *
     * @param model folder of the pipeline, or of its autoencoder, or the name of a repository that was fetched
     * @param framesPerEncode pictures encoded at a time, at least 1: memory grows with it, latents do not change
     * @param framesPerDecode pictures decoded together, at least 1: memory grows with it, and they follow each other
     *     more smoothly
     */
    record Svd(String model, int framesPerEncode, int framesPerDecode) implements VideoCodecConfig {
        public Svd {
            argument(!model.isBlank(), "model must name a folder or a repository, found nothing");
            argument(framesPerEncode >= 1, "frames-per-encode must be at least 1, found %d", framesPerEncode);
            argument(framesPerDecode >= 1, "frames-per-decode must be at least 1, found %d", framesPerDecode);
        }

        @Override
        public void check(int side) {
            argument(side >= 1, "side must be at least 1, found %d", side);
        }

        @Override
        public VideoCodec open(int side, PcaBases fitted, ModelPlaces models) {
            return SvdVideo.open(this, side, models);
        }
    }
}
