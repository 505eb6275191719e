package jointdit.evaluate.sync;

import jointdit.media.Sound;

/**
 * Level of a sound every 10 ms.
 *
 * @param levels root mean square under a Hann window of 30 ms around {@code k * HOP}; at the ends, of what is there
 */
record Loudness(double[] levels) {
    /** Seconds from one level to the next. */
    static final double HOP = 0.01;

    private static final double REACH = 0.015;

    static Loudness of(Sound sound) {
        var levels = new double[(int) (sound.seconds() / HOP) + 1];
        for (int k = 0; k < levels.length; k++) {
            levels[k] = level(sound, k * HOP);
        }
        return new Loudness(levels);
    }

    double loudest() {
        double loudest = 0;
        for (double level : levels) {
            loudest = Math.max(loudest, level);
        }
        return loudest;
    }

    private static double level(Sound sound, double seconds) {
        int rate = sound.sampleRateHz();
        var samples = sound.samples();
        int from = (int) Math.max(0, Math.ceil((seconds - REACH) * rate));
        int to = (int) Math.min(samples.length, (seconds + REACH) * rate);
        double energy = 0;
        double weights = 0;
        for (int i = from; i < to; i++) {
            double weight = 0.5 + 0.5 * Math.cos(Math.PI * (i / (double) rate - seconds) / REACH);
            energy += weight * samples[i] * samples[i];
            weights += weight;
        }
        return weights == 0 ? 0 : Math.sqrt(energy / weights);
    }
}
