package jointdit.codec;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import jointdit.pretrained.ModelPlaces;

/** How pictures become latents, the {@code codec.video} block. */
public sealed interface VideoCodecConfig extends Serializable {
    /** Pixels of a side of what one latent column stands for; picture sides are multiples of it. */
    int patch();

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
        public VideoCodec open(int side, PcaBases fitted, ModelPlaces models) {
            return new PcaVideo(this, side, PcaBases.require("video", fitted.video()));
        }
    }
}
