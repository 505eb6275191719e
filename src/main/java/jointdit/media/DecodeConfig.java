package jointdit.media;

import static jointdit.config.Check.argument;

import java.io.Serializable;

/**
 * What clips are decoded to, the {@code decode} block of a configuration file.
 *
 * @param width pixels across a frame, in [2, 4096]; the source is scaled to cover width and height, and its middle kept
 * @param height pixels down a frame, in [2, 4096]
 * @param framesPerSecond frames per second, above 0
 * @param sampleRateHz samples per second, above 0; channels are mixed into one
 */
public record DecodeConfig(int width, int height, double framesPerSecond, int sampleRateHz) implements Serializable {
    public DecodeConfig {
        check("width", width);
        check("height", height);
        argument(
                framesPerSecond > 0 && framesPerSecond <= 1000,
                "frames-per-second must lie in (0, 1000], found %s",
                framesPerSecond);
        argument(
                sampleRateHz >= 1000 && sampleRateHz <= 384_000,
                "sample-rate-hz must lie in [1000, 384000], found %d",
                sampleRateHz);
    }

    private static void check(String name, int pixels) {
        argument(pixels >= 2 && pixels <= 4096, "%s must lie in [2, 4096], found %d", name, pixels);
    }
}
