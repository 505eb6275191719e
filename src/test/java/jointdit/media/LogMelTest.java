package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import jointdit.Shared;
import org.junit.jupiter.api.Test;

/** Goldens are compared by {@code golden.GoldensTest}. */
class LogMelTest {
    private static final LogMel MEL = LogMel.audioldm2();

    @Test
    void audioldm2FiltersEqualTheReference() {
        var reference = Reference.npy(Shared.path("reference/mel/mel_basis_64x513.npy"));

        assertThat(Reference.distance(MEL.filters(), reference)).isLessThan(1e-6);
    }

    @Test
    void audioldm2SpectrogramOfATwoToneSoundEqualsTheReference() {
        var tone = Reference.npy(Shared.path("reference/mel/tone_440_3000.f32.npy"));
        var reference = Reference.npy(Shared.path("reference/mel/tone_logmel.npy"));

        var mel = MEL.of(new Sound(16_000, tone));

        assertThat(Reference.distance(mel.values(), Reference.transposed(reference, 64)))
                .isLessThan(1e-5);
    }

    @Test
    void twoSecondsHaveTwoHundredHopsAndOneFrameMore() {
        var sound = new Sound(16_000, new float[32_000]);

        assertThat(MEL.of(sound).frames()).isEqualTo(201);
        assertThat(MEL.of(sound, 200).frames()).isEqualTo(200);
    }

    @Test
    void firstFramesAreThoseOfTheWholeSound() {
        var sound = new Sound(16_000, hum(8000));

        assertThat(MEL.of(sound, 7).values())
                .containsExactly(Arrays.copyOf(MEL.of(sound).values(), 7 * 64));
    }

    @Test
    void silenceLiesOnTheFloor() {
        assertThat(MEL.of(new Sound(16_000, new float[1600])).values()).containsOnly((float) MEL.silence());
    }

    @Test
    void otherSampleRatesAreRefused() {
        assertThatThrownBy(() -> MEL.of(new Sound(44_100, new float[44_100])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Wanted sound at 16000 Hz, found 44100 Hz; resample it first");
    }

    @Test
    void soundsShorterThanHalfAWindowAreRefused() {
        assertThatThrownBy(() -> MEL.of(new Sound(16_000, new float[512])))
                .hasMessage("Wanted more than 512 samples of sound, found 512");
    }

    @Test
    void framesBeyondTheEndAreRefused() {
        assertThatThrownBy(() -> MEL.of(new Sound(16_000, new float[1600]), 12))
                .hasMessage("Wanted 1 to 11 mel frames, found 12");
    }

    private static float[] hum(int length) {
        var samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) Math.sin(0.2 * i + 1e-5 * i * i);
        }
        return samples;
    }
}
