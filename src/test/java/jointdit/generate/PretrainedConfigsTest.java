package jointdit.generate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import jointdit.pretrained.scheduler.SchedulerChoice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges of the settings of the pretrained pipelines. */
class PretrainedConfigsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 8, 2, 4, 1, 3, 7, 127, 0.02, 8, width",
        "8, 0, 2, 4, 1, 3, 7, 127, 0.02, 8, height",
        "8, 8, 0, 4, 1, 3, 7, 127, 0.02, 8, frames",
        "8, 8, 2, 0, 1, 3, 7, 127, 0.02, 8, steps",
        "8, 8, 2, 4, 4, 3, 7, 127, 0.02, 8, min-guidance",
        "8, 8, 2, 4, 1, 3, 0, 127, 0.02, 8, frames-per-second",
        "8, 8, 2, 4, 1, 3, 7, 256, 0.02, 8, motion",
        "8, 8, 2, 4, 1, 3, 7, 127, -0.1, 8, picture-noise",
        "8, 8, 2, 4, 1, 3, 7, 127, 0.02, 0, frames-per-decode"
    })
    void rangesOfVideoAreChecked(
            int width,
            int height,
            int frames,
            int steps,
            double min,
            double max,
            int rate,
            int motion,
            double noise,
            int decode,
            String named) {
        assertThatThrownBy(() -> new SvdConfig(
                        width,
                        height,
                        Optional.of(frames),
                        steps,
                        min,
                        max,
                        rate,
                        motion,
                        noise,
                        decode,
                        SchedulerChoice.PUBLISHED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({"0, 4, 3.5, 0, seconds", "1, 0, 3.5, 0, steps", "1, 4, -1, 0, guidance", "1, 4, 3.5, 1.1, eta"})
    void rangesOfSoundAreChecked(double seconds, int steps, double guidance, double eta, String named) {
        assertThatThrownBy(() -> new AudioLdm2Config(seconds, steps, guidance, eta, SchedulerChoice.PUBLISHED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
