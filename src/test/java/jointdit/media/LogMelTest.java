package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import jointdit.Shared;
import org.junit.jupiter.api.Test;

/**
 * Goldens: float32 PyTorch. The corners of its HTK filters are rounded to float32, which moves weights by up to 6e-6
 * and logarithms by 4e-5.
 */
class LogMelTest {
    private static final LogMel MEL = LogMel.audioldm2();

    @Test
    void audioldm2FiltersEqualTheGolden() {
        assertThat(Golden.distance(dense(MEL.basis()), Golden.melFrontEnds("output.mel_filterbank_slaney_64x513")))
                .isLessThan(1e-6);
    }

    @Test
    void audioldm2FiltersEqualTheReference() {
        var reference = Golden.npy(Shared.path("reference/mel/mel_basis_64x513.npy"));

        assertThat(Golden.distance(dense(MEL.basis()), reference)).isLessThan(1e-6);
    }

    @Test
    void audioldm2SpectrogramEqualsTheGolden() {
        var mel = MEL.of(new Sound(16_000, Golden.melFrontEnds("input.wav")));

        assertThat(mel.frames()).isEqualTo(51);
        assertThat(Golden.distance(mel.values(), Golden.melFrontEnds("output.logmel_aldm2")))
                .isLessThan(8.5e-5);
    }

    @Test
    void audioldm2SpectrogramOfATwoToneSoundEqualsTheReference() {
        var tone = Golden.npy(Shared.path("reference/mel/tone_440_3000.f32.npy"));
        var reference = Golden.npy(Shared.path("reference/mel/tone_logmel.npy"));

        var mel = MEL.of(new Sound(16_000, tone));

        assertThat(Golden.distance(mel.values(), Golden.transposed(reference, 64)))
                .isLessThan(1e-5);
    }

    @Test
    void torchaudioFiltersEqualTheGolden() {
        assertThat(Golden.distance(
                        Golden.transposed(dense(LogMel.torchaudio().basis()), 80),
                        Golden.transposed(Golden.melFrontEnds("output.mel_filterbank_htk_80x513"), 80)))
                .isLessThan(1e-5);
    }

    @Test
    void torchaudioSpectrogramEqualsTheGolden() {
        var mel = LogMel.torchaudio().of(new Sound(16_000, Golden.melFrontEnds("input.wav")));

        assertThat(Golden.distance(
                        Golden.transposed(mel.values(), mel.frames()), Golden.melFrontEnds("output.logmel_seed_htk80")))
                .isLessThan(5e-5);
    }

    @Test
    void twoSecondsHaveTwoHundredHopsAndOneFrameMore() {
        var sound = new Sound(16_000, new float[32_000]);

        assertThat(MEL.of(sound).frames()).isEqualTo(201);
        assertThat(MEL.of(sound, 200).frames()).isEqualTo(200);
    }

    @Test
    void firstFramesAreThoseOfTheWholeSound() {
        var sound = new Sound(16_000, Golden.melFrontEnds("input.wav"));

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

    private static float[] dense(MelBasis basis) {
        var out = new float[basis.bins() * basis.columns()];
        for (int m = 0; m < basis.bins(); m++) {
            for (int k = 0; k < basis.rows()[m].length; k++) {
                out[m * basis.columns() + basis.starts()[m] + k] = (float) basis.rows()[m][k];
            }
        }
        return out;
    }
}
