package jointdit.evaluate.quality;

import java.util.Arrays;
import java.util.List;
import jointdit.evaluate.Measure;
import jointdit.media.LogMel;
import jointdit.media.Sound;
import jointdit.media.Stft;

/**
 * How much a sound is like a reference.
 *
 * <pre>
 * log-mel-l1            mean distance of the log-mel spectrograms (AudioLDM2's, natural logarithm)
 * spectral-convergence  norm of the difference of the magnitudes over the norm of the reference's
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/1808.06719">Arik et al. 2018</a>, spectral convergence
 */
public final class SoundQuality {
    private static final LogMel MEL = LogMel.audioldm2();
    private static final Stft STFT = new Stft(1024, 256);

    private SoundQuality() {}

    /** Of sounds of one rate; where one is longer, its end is left. Silent references have no spectral convergence. */
    public static List<Measure> of(Sound sound, Sound reference) {
        int length = Math.min(sound.samples().length, reference.samples().length);
        var found = Arrays.copyOf(sound.samples(), length);
        var wanted = Arrays.copyOf(reference.samples(), length);
        var l1 = Measure.mean(
                "log-mel-l1",
                logMelL1(new Sound(sound.sampleRateHz(), found), new Sound(sound.sampleRateHz(), wanted)));
        double convergence = spectralConvergence(found, wanted);
        return Double.isFinite(convergence)
                ? List.of(l1, Measure.mean("spectral-convergence", convergence))
                : List.of(l1);
    }

    private static double logMelL1(Sound found, Sound wanted) {
        var left = MEL.of(found).values();
        var right = MEL.of(wanted).values();
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += Math.abs(left[i] - right[i]);
        }
        return sum / left.length;
    }

    static double spectralConvergence(float[] found, float[] wanted) {
        var left = STFT.magnitudes(found);
        var right = STFT.magnitudes(wanted);
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < left.length; i++) {
            difference += (left[i] - right[i]) * (left[i] - right[i]);
            norm += right[i] * right[i];
        }
        return Math.sqrt(difference / norm);
    }
}
