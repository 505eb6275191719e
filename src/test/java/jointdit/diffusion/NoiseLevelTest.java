package jointdit.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseLevelTest {
    /** From tables of the normal distribution, computed with 50 digits. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0",
        "0.841344746068543, 1",
        "0.975, 1.959963984540054",
        "0.99, 2.326347874040841",
        "0.001, -3.090232306167814",
        "0.000001, -4.753424308822899",
        "0.02425, -1.972961051311306"
    })
    void quantilesAreThoseOfTheTables(double p, double z) {
        assertThat(NormalQuantile.probit(p)).isEqualTo(z, within(1e-8));
    }

    @Test
    void quantilesAreSymmetric() {
        for (var p = 0.001; p < 0.5; p += 0.007) {
            assertThat(NormalQuantile.probit(p)).isEqualTo(-NormalQuantile.probit(1 - p), within(1e-12));
        }
    }

    @Test
    void theMiddleOfTimeHasTheMeanLevel() {
        assertThat(new NoiseLevel(-0.4, 1.4).sigma(0.5)).isEqualTo(Math.exp(-0.4), within(1e-12));
    }

    @Test
    void uniformTimesGiveLogNormalLevels() {
        var level = new NoiseLevel(0.6, 1.4);
        double sum = 0;
        double squares = 0;
        var count = 10_000;
        for (var i = 0; i < count; i++) {
            var log = Math.log(level.sigma((i + 0.5) / count));
            sum += log;
            squares += log * log;
        }
        var mean = sum / count;
        assertThat(mean).isEqualTo(0.6, within(1e-3));
        assertThat(Math.sqrt(squares / count - mean * mean)).isEqualTo(1.4, within(1e-3));
    }

    @Test
    void theAudioHasTheLevelOfTheVideosTime() {
        var schedule = new Schedule(new NoiseLevel(-0.4, 1.4), new NoiseLevel(0.2, 0.7));
        for (var time = 0.01; time < 1; time += 0.07) {
            var sigmas = schedule.atVideo(schedule.video().sigma(time));

            assertThat(sigmas.audio()).isEqualTo(schedule.audio().sigma(time), within(1e-9));
        }
    }

    @Test
    void levelsFarInTheTailAreFinite() {
        var schedule = new Schedule(new NoiseLevel(-1.2, 0.3), new NoiseLevel(-1.2, 0.3));

        assertThat(schedule.atVideo(80).audio()).isEqualTo(80, within(1e-9));
    }

    @Test
    void aDeviationOfZeroIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoiseLevel(0, 0))
                .withMessage("deviation must be above 0, found 0.0");
    }
}
