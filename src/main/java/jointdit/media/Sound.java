package jointdit.media;

import static jointdit.config.Check.argument;

/**
 * One channel of sound.
 *
 * @param sampleRateHz samples per second, above 0
 * @param samples pressure in [-1, 1]; read-only by agreement
 */
public record Sound(int sampleRateHz, float[] samples) {
    public Sound {
        argument(sampleRateHz > 0, "Sample rate must be above 0 Hz, found %d", sampleRateHz);
    }

    /** Length in seconds. */
    public double seconds() {
        return samples.length / (double) sampleRateHz;
    }
}
