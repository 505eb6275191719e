package jointdit.evaluate.sync;

import static jointdit.evaluate.sync.Bounces.REAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import jointdit.media.GriffinLim;
import jointdit.media.LogMel;
import jointdit.media.Sound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnsetsTest {
    private static final int RATE = 16_000;

    @Test
    void realClipsGiveTheirTones() {
        for (var clip : REAL) {
            var onsets = Onsets.of(clip.clip().sound());
            assertThat(onsets).as(clip.id()).hasSameSizeAs(clip.events());
            assertThat(EventF1.of(onsets, Bounces.times(clip), 0.01).f1())
                    .as(clip.id())
                    .isEqualTo(1);
        }
    }

    @Test
    void vocoderWithoutPhasesAddsAndLosesNone() {
        var mel = LogMel.audioldm2();
        var vocoder = new GriffinLim(mel);
        var parts = new ArrayList<EventF1>();
        for (var clip : REAL.subList(0, 12)) {
            var sound = clip.clip().sound();
            var rebuilt = vocoder.of(mel.of(sound, sound.samples().length / mel.hop()), 1);
            parts.add(EventF1.of(Onsets.of(rebuilt), Bounces.times(clip), 0.05));
        }
        assertThat(EventF1.pooled(parts).f1()).isGreaterThan(0.985);
    }

    @Test
    void quietToneAfterALoudOneIsHeard() {
        var sound = mixed(tone(0.3, 0.85, 262), tone(0.9, 0.2, 262));

        assertThat(Onsets.of(sound)).hasSize(2);
        assertThat(Onsets.of(sound).get(1)).isEqualTo(0.9, within(0.01));
    }

    @Test
    void tonesAreHeardThroughSteadyNoise() {
        var sound = mixed(tone(0.5, 0.5, 831), tone(1.2, 0.5, 831), Bounces.noise(RATE, 2 * RATE, 0.03, 5));

        assertThat(Onsets.of(sound)).hasSize(2);
    }

    @Test
    void silenceHasNoOnsets() {
        assertThat(Onsets.of(new Sound(RATE, new float[2 * RATE]))).isEmpty();
        assertThat(Onsets.of(new Sound(RATE, new float[0]))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.03, 0.3})
    void steadyNoiseHasNoOnsets(double sigma) {
        for (long seed = 0; seed < 10; seed++) {
            assertThat(Onsets.of(Bounces.noise(RATE, 2 * RATE, sigma, seed))).isEmpty();
        }
    }

    @Test
    void steadyToneHasNoOnsetOnceItSounds() {
        var samples = new float[2 * RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * i / RATE));
        }
        assertThat(Onsets.of(new Sound(RATE, samples))).isEmpty();
    }

    private static Sound tone(double at, double loudness, double pitch) {
        var samples = new float[2 * RATE];
        for (int i = (int) (at * RATE); i < samples.length; i++) {
            double t = i / (double) RATE - at;
            samples[i] = (float) (loudness * Math.exp(-t / 0.045) * Math.sin(2 * Math.PI * pitch * t));
        }
        return new Sound(RATE, samples);
    }

    private static Sound mixed(Sound... sounds) {
        var sum = new float[2 * RATE];
        for (var sound : List.of(sounds)) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += sound.samples()[i];
            }
        }
        return new Sound(RATE, sum);
    }
}
