package jointdit.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final NoiseLevel VIDEO = new NoiseLevel.LogNormal(-0.4, 1.4);
    private static final NoiseLevel AUDIO = new NoiseLevel.LogNormal(0.2, 0.7);
    /** AudioLDM2's. */
    private static final NoiseLevel DDPM = new NoiseLevel.Ddpm(1000, 0.0015, 0.0195);

    @Test
    void warpedTimesArePowersOfTheCommonOne() {
        var schedule = new Schedule(VIDEO, AUDIO, 0.5, 3);
        var sigmas = schedule.at(0.36);

        assertThat(sigmas.video()).isEqualTo(VIDEO.sigma(0.6), within(1e-12));
        assertThat(sigmas.audio()).isEqualTo(AUDIO.sigma(0.046656), within(1e-12));
        assertThat(schedule.at(0.36, 0.5).audio()).isEqualTo(AUDIO.sigma(0.125), within(1e-12));
    }

    @Test
    void aGammaOfOneChangesNoBit() {
        var plain = new Schedule(VIDEO, DDPM);
        var warped = new Schedule(VIDEO, DDPM, 1, 1);
        var both = new Schedule(VIDEO, AUDIO, 1.7, 1.7);
        for (var time = 1e-4; time < 1; time += 0.0137) {
            assertThat(warped.at(time)).isEqualTo(new Sigmas(VIDEO.sigma(time), DDPM.sigma(time)));
            var sigma = VIDEO.sigma(time);
            assertThat(plain.atVideo(sigma).audio()).isEqualTo(DDPM.at(VIDEO.probit(sigma)));
            assertThat(both.atVideo(sigma).audio()).isEqualTo(AUDIO.at(VIDEO.probit(sigma)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 0.3", "0.5, 1.5", "4, 0.25"})
    void samplingFollowsThePathOfTraining(double gammaVideo, double gammaAudio) {
        var schedule = new Schedule(VIDEO, AUDIO, gammaVideo, gammaAudio);
        for (var time = 0.001; time < 1; time += 0.013) {
            var trained = schedule.at(time);

            assertThat(schedule.atVideo(trained.video()).audio())
                    .isEqualTo(trained.audio(), within(1e-6 * trained.audio()));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 0.3", "3, 1"})
    void theAudioFallsWithTheVideoToBothEnds(double gammaVideo, double gammaAudio) {
        var schedule = new Schedule(VIDEO, AUDIO, gammaVideo, gammaAudio);
        var last = 0.0;
        for (var log = -40.0; log <= 40; log += 0.25) { // probits from -28 to 28
            var audio = schedule.atVideo(Math.exp(log)).audio();

            assertThat(audio).isGreaterThan(last).isFinite();
            last = audio;
        }
    }

    @Test
    void trainingLevelsStayFiniteUnderAnyWarp() {
        for (var gamma : new double[] {1e-3, 0.1, 10, 1000}) {
            var schedule = new Schedule(VIDEO, AUDIO, gamma, gamma);

            assertThat((float) schedule.at(1e-4).video()).isPositive().isFinite();
            assertThat((float) schedule.at(1 - 1e-4).audio()).isPositive().isFinite();
        }
    }

    @Test
    void anotherPathIsTakenWhereItIsGiven() {
        var schedule = new Schedule(VIDEO, AUDIO, 2, 3);

        assertThat(schedule.warped(Optional.empty(), Optional.of(0.5))).isEqualTo(new Schedule(VIDEO, AUDIO, 2, 0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schedule.warped(Optional.of(0.0), Optional.empty()))
                .withMessage("gamma-video must be above 0, found 0.0");
    }

    @Test
    void powersOfProbabilitiesKeepTheirTails() {
        assertThat(NormalQuantile.warped(0, 2)).isEqualTo(NormalQuantile.probit(0.25), within(1e-9));
        for (var z = -30.0; z < 30; z += 0.7) {
            var there = NormalQuantile.warped(z, 2.5);

            assertThat(NormalQuantile.warped(there, 0.4)).isEqualTo(z, within(1e-6 * Math.max(1, Math.abs(z))));
        }
    }
}
