package jointdit.codec;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import jointdit.pretrained.ModelPlaces;

/** How sound becomes latents, the {@code codec.audio} block; all start from AudioLDM2's log-mel spectrogram. */
public sealed interface AudioCodecConfig extends Serializable {
    /** The codec of these settings, see {@link CodecConfig#open}. */
    AudioCodec open(PcaBases fitted, ModelPlaces models);

    /**
     * Principal components of patches of the spectrogram; sound comes back by Griffin-Lim.
     *
     * @param patch mel frames and mel bins of a side of a patch, a divisor of 64
     * @param channels components kept, at most {@code patch * patch}
     * @param whitening power of its standard deviation that divides a component, in [0, 1]
     */
    record Pca(int patch, int channels, double whitening) implements AudioCodecConfig {
        public Pca {
            argument(
                    patch >= 1 && SoundPatches.MEL.bins() % patch == 0,
                    "patch must divide the %d mel bins, found %d",
                    SoundPatches.MEL.bins(),
                    patch);
            var most = patch * patch;
            argument(1 <= channels && channels <= most, "channels must lie in [1, %d], found %d", most, channels);
            argument(0 <= whitening && whitening <= 1, "whitening must lie in [0, 1], found %s", whitening);
        }

        @Override
        public AudioCodec open(PcaBases fitted, ModelPlaces models) {
            return new PcaAudio(this, PcaBases.require("audio", fitted.audio()));
        }
    }

    /**
     * The autoencoder and the vocoder of AudioLDM2.
     *
     * @param model folder of the pipeline, with {@code vae} and {@code vocoder}, or the name of a repository that was
     *     fetched
     * @param vaeModel the same of the autoencoder, usually {@code model} too
     */
    record Audioldm2(String model, String vaeModel) implements AudioCodecConfig {
        public Audioldm2 {
            argument(!model.isBlank(), "model must name a folder or a repository, found nothing");
        }

        @Override
        public AudioCodec open(PcaBases fitted, ModelPlaces models) {
            return Audioldm2Audio.open(this, models);
        }
    }
}
