package jointdit.evaluate.sync;

import java.util.Arrays;
import jointdit.media.Sound;
import jointdit.media.Stft;

/**
 * The pitch of one voice over time: the fundamental whose first three harmonics are strongest together.
 *
 * @param octaves above 1 Hz, one of each frame; NaN where all is silent
 * @param hop seconds from one to the next
 * @see <a href="https://doi.org/10.1121/1.396427">Hermes 1988</a>, subharmonic summation
 */
record Pitch(double[] octaves, double hop) {
    private static final int STEPS_PER_SECOND = 100;
    private static final double WINDOW = 0.064;
    private static final double LOWEST = 190;
    private static final double HIGHEST = 1350;
    private static final int STEPS_PER_OCTAVE = 48;
    private static final double[] HARMONICS = {1, 0.5, 0.3};

    /** Of the loudest frame; less is silence. */
    private static final double AUDIBLE = 0.03;

    private static final int MEDIAN = 4;

    static Pitch of(Sound sound) {
        int size = Integer.highestOneBit((int) Math.round(WINDOW * sound.sampleRateHz()));
        int hop = sound.sampleRateHz() / STEPS_PER_SECOND;
        if (sound.samples().length <= size) {
            return new Pitch(new double[0], 1.0 / STEPS_PER_SECOND);
        }
        var magnitudes = new Stft(size, hop).magnitudes(sound.samples());
        int bins = size / 2 + 1;
        var octaves = new double[magnitudes.length / bins];
        var strengths = new double[octaves.length];
        for (int k = 0; k < octaves.length; k++) {
            var frame = Arrays.copyOfRange(magnitudes, k * bins, (k + 1) * bins);
            octaves[k] = strongest(frame, sound.sampleRateHz() / (double) size);
            strengths[k] = strength(frame, Math.pow(2, octaves[k]), sound.sampleRateHz() / (double) size);
        }
        double audible = AUDIBLE * Arrays.stream(strengths).max().orElse(0);
        for (int k = 0; k < octaves.length; k++) {
            octaves[k] = strengths[k] > audible ? octaves[k] : Double.NaN;
        }
        return new Pitch(steady(octaves), hop / (double) sound.sampleRateHz());
    }

    private static double strongest(double[] frame, double binHz) {
        double best = 0;
        double most = -1;
        double end = Math.log(HIGHEST) / Math.log(2);
        for (double octave = Math.log(LOWEST) / Math.log(2); octave < end; octave += 1.0 / STEPS_PER_OCTAVE) {
            double strength = strength(frame, Math.pow(2, octave), binHz);
            if (strength > most) {
                most = strength;
                best = octave;
            }
        }
        return best;
    }

    private static double strength(double[] frame, double hz, double binHz) {
        double strength = 0;
        for (int h = 0; h < HARMONICS.length; h++) {
            strength += HARMONICS[h] * at(frame, (h + 1) * hz / binHz);
        }
        return strength;
    }

    private static double at(double[] frame, double bin) {
        int below = (int) bin;
        double share = bin - below;
        return below + 1 < frame.length ? (1 - share) * frame[below] + share * frame[below + 1] : 0;
    }

    /** The median of each value and its neighbours; single frames jump by an octave. */
    private static double[] steady(double[] values) {
        var steady = new double[values.length];
        for (int k = 0; k < values.length; k++) {
            var near = Arrays.stream(values, Math.max(0, k - MEDIAN), Math.min(values.length, k + MEDIAN + 1))
                    .filter(v -> !Double.isNaN(v))
                    .sorted()
                    .toArray();
            steady[k] = near.length == 0 ? Double.NaN : near[near.length / 2];
        }
        return steady;
    }
}
