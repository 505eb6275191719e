package jointdit.codec;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.nio.file.Path;

/** Settings of a codec, the {@code codec} block of a configuration file. */
public sealed interface CodecConfig extends Serializable {
    /** Pixels of a side of the square pictures. */
    int side();

    /** Pictures per second. */
    double framesPerSecond();

    /** Sound samples per second. */
    int sampleRateHz();

    /**
     * The codec of these settings and the weights of a local safetensors file.
     *
     * @throws IllegalArgumentException if the weights are corrupt or of other sizes
     */
    Codec read(Path weights);

    /**
     * Principal components of patches of pixels and of patches of the log-mel spectrogram.
     *
     * @param patch pixels of a side of a picture patch, a divisor of {@code side}
     * @param channels components kept of a picture patch, at most {@code 3 * patch * patch}
     * @param audioPatch mel frames and mel bins of a side of a spectrogram patch, a divisor of 64
     * @param audioChannels components kept of a spectrogram patch, at most {@code audioPatch * audioPatch}
     * @param whitening power of its standard deviation that divides a component, in [0, 1]: 1 gives every channel
     *     variance 1, less leaves more of it to the strong ones
     * @param side pixels of a side of the square pictures
     * @param framesPerSecond pictures per second
     */
    record Pca(
            int patch,
            int channels,
            int audioPatch,
            int audioChannels,
            double whitening,
            int side,
            double framesPerSecond)
            implements CodecConfig {
        public Pca {
            argument(patch >= 1, "patch must be at least 1, found %d", patch);
            argument(
                    side >= patch && side % patch == 0,
                    "side must be a multiple of patch %d, found %d; try %d",
                    patch,
                    side,
                    patch * Math.max(1, Math.round(side / (float) patch)));
            within("channels", channels, 3 * patch * patch);
            argument(
                    audioPatch >= 1 && PcaPatches.MEL.bins() % audioPatch == 0,
                    "audio-patch must divide the %d mel bins, found %d",
                    PcaPatches.MEL.bins(),
                    audioPatch);
            within("audio-channels", audioChannels, audioPatch * audioPatch);
            argument(0 <= whitening && whitening <= 1, "whitening must lie in [0, 1], found %s", whitening);
            argument(framesPerSecond > 0, "frames-per-second must be above 0, found %s", framesPerSecond);
        }

        @Override
        public Codec read(Path weights) {
            return PcaWeights.read(this, weights);
        }

        @Override
        public int sampleRateHz() {
            return PcaPatches.MEL.sampleRateHz();
        }

        private static void within(String key, int value, int most) {
            argument(1 <= value && value <= most, "%s must lie in [1, %d], found %d", key, most, value);
        }
    }
}
