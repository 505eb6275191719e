package jointdit.evaluate.sync;

import static java.lang.Math.log10;
import static java.lang.Math.max;
import static java.lang.Math.min;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jointdit.media.MelPower;
import jointdit.media.Sound;

/**
 * How much begins to sound, and where most: librosa's onset strength and its peaks with the settings that AV-Align
 * takes, of sound at 22,050 Hz.
 *
 * @param strengths every {@link #HOP} samples; at least 0, the least 0
 * @see <a href="https://librosa.org/doc/0.10.1/generated/librosa.onset.onset_strength.html">onset_strength</a>
 */
public record OnsetEnvelope(double[] strengths) {
    /** Samples per second that it is of. */
    public static final int RATE = 22_050;

    /** Samples from one value to the next. */
    static final int HOP = 512;

    private static final int FFT = 2048;
    private static final int MELS = 128;
    private static final double RANGE_DB = 80;

    /** Frames by which a difference is late: half a transform and one for the difference. */
    private static final int LATE = 1 + FFT / (2 * HOP);

    private static final int BEFORE = 1;
    private static final int AROUND = 4;
    private static final double ABOVE = 0.07;
    private static final int APART = 1;

    /** Of a sound at {@link #RATE}. */
    public static OnsetEnvelope of(Sound sound) {
        var power = new MelPower(RATE, FFT, HOP, MELS).of(sound.samples());
        var decibels = decibels(power);
        int frames = decibels.length / MELS;
        var strengths = new double[frames];
        for (int t = 0; t + LATE < frames; t++) {
            double rise = 0;
            for (int m = 0; m < MELS && t + 1 < frames; m++) {
                rise += max(0, decibels[(t + 1) * MELS + m] - decibels[t * MELS + m]);
            }
            strengths[t + LATE] = rise / MELS;
        }
        return new OnsetEnvelope(strengths);
    }

    /** Decibels, at most 80 below the loudest. */
    private static double[] decibels(double[] power) {
        double loudest = Double.NEGATIVE_INFINITY;
        var decibels = new double[power.length];
        for (int i = 0; i < power.length; i++) {
            decibels[i] = 10 * log10(max(1e-10, power[i]));
            loudest = max(loudest, decibels[i]);
        }
        for (int i = 0; i < decibels.length; i++) {
            decibels[i] = max(decibels[i], loudest - RANGE_DB);
        }
        return decibels;
    }

    /** Between the values by a straight line. */
    double at(double frame) {
        int below = (int) frame;
        double share = frame - below;
        return share == 0 ? strengths[below] : (1 - share) * strengths[below] + share * strengths[below + 1];
    }

    /** Times of peaks in seconds. */
    public List<Double> peaks() {
        var peaks = new ArrayList<Double>();
        var scaled = scaled();
        int last = -APART - 1;
        for (int n = 0; n < scaled.length; n++) {
            if (isPeak(scaled, n) && n > last + APART) {
                peaks.add(n * (double) HOP / RATE);
                last = n;
            }
        }
        return peaks;
    }

    /** From 0 to about 1, as librosa does it: less the least, over the greatest of what is left. */
    private double[] scaled() {
        double least = Arrays.stream(strengths).min().orElse(0);
        var scaled = Arrays.stream(strengths).map(s -> s - least).toArray();
        double most = Arrays.stream(scaled).max().orElse(0);
        return most == 0
                ? new double[0]
                : Arrays.stream(scaled).map(s -> s / most).toArray();
    }

    private static boolean isPeak(double[] x, int n) {
        double most = x[n];
        for (int i = max(0, n - BEFORE); i <= n; i++) {
            most = max(most, x[i]);
        }
        double sum = 0;
        int from = max(0, n - AROUND);
        int to = min(x.length, n + AROUND + 1);
        for (int i = from; i < to; i++) {
            sum += x[i];
        }
        return x[n] > 0 && x[n] == most && x[n] >= sum / (to - from) + ABOVE;
    }
}
