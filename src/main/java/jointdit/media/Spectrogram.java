package jointdit.media;

import static jointdit.config.Check.argument;

/**
 * Log-mel spectrogram.
 *
 * @param bins mel bins M
 * @param values natural logarithm of mel magnitude, time-major (K, M); read-only by agreement
 */
public record Spectrogram(int bins, float[] values) {
    public Spectrogram {
        argument(bins > 0, "A spectrogram needs at least 1 bin, found %d", bins);
        argument(values.length % bins == 0, "%d values do not fill frames of %d bins", values.length, bins);
    }

    /** Mel frames K. */
    public int frames() {
        return values.length / bins;
    }
}
