package jointdit.synthetic;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneConfigTest {
    @ParameterizedTest
    @CsvSource({
        "30, 64, 2, 8, 16000, width",
        "64, 1026, 2, 8, 16000, height",
        "65, 64, 2, 8, 16000, width",
        "64, 33, 2, 8, 16000, height",
        "64, 64, 0.5, 8, 16000, seconds",
        "64, 64, 31, 8, 16000, seconds",
        "64, 64, 2, 3, 16000, frames-per-second",
        "64, 64, 2, 61, 16000, frames-per-second",
        "64, 64, 2, 8, 4000, sample-rate-hz",
        "64, 64, 2, 8, 96000, sample-rate-hz"
    })
    void sizesOutOfRangeAreRefused(int width, int height, double seconds, double rate, int sampleRateHz, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SceneConfig(width, height, seconds, rate, sampleRateHz))
                .withMessageStartingWith(named + " must");
    }
}
