package jointdit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import jointdit.media.Clip;
import jointdit.media.Sound;
import jointdit.media.Video;
import org.junit.jupiter.api.Test;

class FidelityTest {
    @Test
    void errorOfOnePixelValueIsFortyEightDecibels() {
        var fidelity = Fidelity.between(clip(2, 100, 0.1f), clip(2, 101, 0.1f));

        assertThat(fidelity.squaredError()).isEqualTo(1, within(1e-12));
        assertThat(fidelity.psnr()).isEqualTo(48.13, within(0.01));
    }

    @Test
    void soundTenTimesAsLoudIsLogTenAway() {
        var fidelity = Fidelity.between(clip(2, 0, 0.05f), clip(2, 0, 0.5f));

        assertThat(fidelity.logMelL1()).isEqualTo(Math.log(10), within(0.05));
    }

    @Test
    void clipsOfOtherLengthsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fidelity.between(clip(2, 0, 0), clip(3, 0, 0)))
                .withMessage("Wanted 2 frames, found 3");
    }

    /** Grey frames of one value, and clicks, which sound at all frequencies. */
    private static Clip clip(int frames, int value, float loudness) {
        var frame = new byte[3 * 4 * 4];
        Arrays.fill(frame, (byte) value);
        var samples = new float[8_000];
        for (var i = 0; i < samples.length; i += 100) {
            samples[i] = loudness;
        }
        return new Clip(new Video(4, 4, 4, Collections.nCopies(frames, frame)), new Sound(16_000, samples));
    }
}
