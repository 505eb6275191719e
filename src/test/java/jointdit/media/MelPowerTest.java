package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class MelPowerTest {
    private static final int RATE = 16_000;
    private static final int FFT = 512;
    private static final int HOP = 128;
    private static final int BANDS = 40;

    /** Steps of 200/3 Hz up to 1 kHz, then of a factor of 6.4^(1/27). */
    private static final double SLANEY_8_KHZ = 15 + 27 * Math.log(8) / Math.log(6.4);

    private final MelPower power = new MelPower(RATE, FFT, HOP, BANDS);

    @Test
    void aFrameEveryHopAndOneMore() {
        assertThat(power.of(new float[10 * HOP])).hasSize(11 * BANDS).containsOnly(0);
    }

    @Test
    void twiceAsLoudIsFourTimesThePower() {
        var quiet = middle(tone(1000, 0.25f));
        var loud = middle(tone(1000, 0.5f));

        assertThat(loud[loudest(loud)]).isCloseTo(4 * quiet[loudest(quiet)], within(1e-6 * loud[loudest(loud)]));
    }

    /** Slaney's scale has 200/3 Hz to a step up to 1 kHz. */
    @Test
    void tonesLieInTheirBands() {
        for (double hz : new double[] {400, 800}) {
            double band = hz * 3 / 200 / (SLANEY_8_KHZ / (BANDS + 1)) - 1;
            assertThat((double) loudest(middle(tone(hz, 0.5f)))).isCloseTo(band, within(0.75));
        }
    }

    /**
     * Hann's window of n samples gathers n / 4 of an amplitude in the bin, and a quarter of that power in each of both
     * neighbours; bands up to 1 kHz share it out so that they hold 1 / (their distance) of it together.
     */
    @Test
    void aToneInTheMiddleOfABinHasTheKnownPower() {
        double all = 0;
        for (double band : middle(tone(16 * RATE / (double) FFT, 0.5f))) {
            all += band;
        }

        assertThat(all)
                .isCloseTo(
                        1.5 * Math.pow(0.5 * FFT / 4, 2) / (SLANEY_8_KHZ / (BANDS + 1) * 200 / 3), withinPercentage(1));
    }

    private double[] middle(float[] samples) {
        var all = power.of(samples);
        var frame = new double[BANDS];
        System.arraycopy(all, samples.length / HOP / 2 * BANDS, frame, 0, BANDS);
        return frame;
    }

    private static int loudest(double[] bands) {
        int loudest = 0;
        for (int b = 0; b < bands.length; b++) {
            loudest = bands[b] > bands[loudest] ? b : loudest;
        }
        return loudest;
    }

    private static float[] tone(double hz, float amplitude) {
        var samples = new float[4000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / RATE));
        }
        return samples;
    }
}
