package jointdit.media;

import static jointdit.config.Check.argument;

import java.io.Serializable;

/**
 * What clips are decoded to, the {@code decode} block of a configuration file.
 *
 * @param side pixels of a frame's side; the short side of the source is scaled to it and the middle square kept
 * @param framesPerSecond frames per second, above 0
 * @param sampleRateHz samples per second, above 0; channels are mixed into one
 */
public record DecodeConfig(int side, double framesPerSecond, int sampleRateHz) implements Serializable {
    public DecodeConfig {
        argument(side >= 2 && side <= 4096, "side must lie in [2, 4096], found %d", side);
        argument(
                framesPerSecond > 0 && framesPerSecond <= 1000,
                "frames-per-second must lie in (0, 1000], found %s",
                framesPerSecond);
        argument(
                sampleRateHz >= 1000 && sampleRateHz <= 384_000,
                "sample-rate-hz must lie in [1000, 384000], found %d",
                sampleRateHz);
    }
}
