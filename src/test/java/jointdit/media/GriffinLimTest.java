package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GriffinLimTest {
    private static final LogMel MEL = LogMel.audioldm2();

    @Test
    void soundOfASpectrogramHasAboutThatSpectrogram() {
        var wanted = MEL.of(chirpsAndNoise(), 200);

        var found = MEL.of(new GriffinLim(MEL).of(wanted, 1), 200);

        assertThat(meanDistance(wanted, found)).isLessThan(0.12);
    }

    @Test
    void moreIterationsComeCloser() {
        var wanted = MEL.of(chirpsAndNoise(), 200);

        var few = MEL.of(new GriffinLim(MEL, 2).of(wanted, 1), 200);
        var many = MEL.of(new GriffinLim(MEL, 60).of(wanted, 1), 200);

        assertThat(meanDistance(wanted, many)).isLessThan(0.7 * meanDistance(wanted, few));
    }

    @Test
    void outputHasOneHopPerFrame() {
        var mel = MEL.of(chirpsAndNoise(), 37);

        assertThat(new GriffinLim(MEL, 1).of(mel, 1).samples()).hasSize(37 * 160);
    }

    @Test
    void equalSeedsGiveEqualSamples() {
        var mel = MEL.of(chirpsAndNoise(), 20);
        var inversion = new GriffinLim(MEL, 3);

        assertThat(inversion.of(mel, 5).samples())
                .containsExactly(inversion.of(mel, 5).samples());
        assertThat(inversion.of(mel, 5).samples())
                .isNotEqualTo(inversion.of(mel, 6).samples());
    }

    @Test
    void toneComesBackAtItsPitchAndAboutItsLevel() {
        var samples = new float[16_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * 1000 * i / 16_000));
        }

        var back = new GriffinLim(MEL)
                .of(MEL.of(new Sound(16_000, samples), 100), 3)
                .samples();

        assertThat(rms(back)).isCloseTo(0.5 / Math.sqrt(2), within(0.1));
        assertThat(crossings(back)).isCloseTo(2000, within(20));
    }

    @Test
    void iterationsBelowOneAreRefused() {
        assertThatThrownBy(() -> new GriffinLim(MEL, 0))
                .hasMessage("Griffin-Lim iterations must be at least 1, found 0");
    }

    private static Sound chirpsAndNoise() {
        var random = new Random(9);
        var samples = new float[32_000];
        for (int i = 0; i < samples.length; i++) {
            double t = i / 16_000.0;
            double decay = Math.exp(-8 * (t % 0.5));
            samples[i] =
                    (float) (0.4 * decay * Math.sin(2 * Math.PI * (300 + 500 * t) * t) + 0.01 * random.nextGaussian());
        }
        return new Sound(16_000, samples);
    }

    private static double meanDistance(Spectrogram a, Spectrogram b) {
        double sum = 0;
        for (int i = 0; i < a.values().length; i++) {
            sum += Math.abs(a.values()[i] - b.values()[i]);
        }
        return sum / a.values().length;
    }

    private static double rms(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample * sample;
        }
        return Math.sqrt(sum / samples.length);
    }

    private static int crossings(float[] samples) {
        int count = 0;
        for (int i = 1; i < samples.length; i++) {
            count += samples[i - 1] < 0 != samples[i] < 0 ? 1 : 0;
        }
        return count;
    }
}
