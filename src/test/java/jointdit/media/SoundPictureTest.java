package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoundPictureTest {
    @Test
    void aWaveformReachesFromLowestToHighestPressure() {
        var samples = new float[100];
        samples[75] = 1;
        samples[76] = -1;

        var picture = SoundPicture.waveform(new Sound(16_000, samples), 10, 21);

        assertThat(lit(picture, 0)).isEqualTo(1);
        assertThat(lit(picture, 7)).isEqualTo(21);
    }

    @Test
    void silenceAndNoSoundAtAllAreALine() {
        assertThat(lit(SoundPicture.waveform(new Sound(16_000, new float[0]), 4, 9), 2))
                .isEqualTo(1);
        assertThat(lit(SoundPicture.waveform(new Sound(16_000, new float[2]), 4, 9), 3))
                .isEqualTo(1);
    }

    @Test
    void highPitchIsAtTheTopAndLoudIsBright() {
        var picture = SoundPicture.of(new Spectrogram(2, new float[] {-9, 0, -9, 0}), 4, 6);

        assertThat(brightness(picture, 1, 0)).isEqualTo(3 * 255);
        assertThat(brightness(picture, 1, 5)).isZero();
    }

    private static int lit(Picture picture, int x) {
        var count = 0;
        for (var y = 0; y < picture.height(); y++) {
            count += brightness(picture, x, y) > 200 ? 1 : 0;
        }
        return count;
    }

    private static int brightness(Picture picture, int x, int y) {
        var at = 3 * (y * picture.width() + x);
        return (picture.rgb()[at] & 255) + (picture.rgb()[at + 1] & 255) + (picture.rgb()[at + 2] & 255);
    }
}
