package jointdit.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Program;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseLevelTest {
    /** AudioLDM2's. */
    private static final NoiseLevel.Ddpm DDPM = new NoiseLevel.Ddpm(1000, 0.0015, 0.0195);

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
        assertThat(new NoiseLevel.LogNormal(-0.4, 1.4).sigma(0.5)).isEqualTo(Math.exp(-0.4), within(1e-12));
    }

    @Test
    void uniformTimesGiveLogNormalLevels() {
        var level = new NoiseLevel.LogNormal(0.6, 1.4);
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
        var schedule = new Schedule(new NoiseLevel.LogNormal(-0.4, 1.4), new NoiseLevel.LogNormal(0.2, 0.7));
        for (var time = 0.01; time < 1; time += 0.07) {
            var sigmas = schedule.atVideo(schedule.video().sigma(time));

            assertThat(sigmas.audio()).isEqualTo(schedule.audio().sigma(time), within(1e-9));
        }
    }

    @Test
    void levelsFarInTheTailAreFinite() {
        var schedule = new Schedule(new NoiseLevel.LogNormal(-1.2, 0.3), new NoiseLevel.LogNormal(-1.2, 0.3));

        assertThat(schedule.atVideo(80).audio()).isEqualTo(80, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0.0005, 1", "0.001, 1", "0.0011, 2", "0.5, 500", "0.99951, 1000", "1, 1000"})
    void ddpmTakesTheStepAboveTheTime(double time, int step) {
        assertThat(DDPM.sigma(time)).isEqualTo(DDPM.sigmas()[step - 1]);
    }

    @Test
    void theMiddleOfEachDdpmStepLeadsBackToItsLevel() {
        for (var sigma : DDPM.sigmas()) {
            assertThat(DDPM.at(DDPM.probit(sigma))).isEqualTo(sigma);
        }
    }

    @Test
    void theNetworkIsToldTheNearestDdpmStep() {
        var sigmas = DDPM.sigmas();
        var found = told(DDPM, (float) sigmas[0], (float) sigmas[37], (float) sigmas[999], 0, 1e6f);

        assertThat(found).containsExactly(0, 37, 999, 0, 999);
        assertThat(told(DDPM, (float) (sigmas[37] * 1.001), (float) (sigmas[37] / 1.001)))
                .containsExactly(37, 37);
    }

    @Test
    void theNetworkIsToldAQuarterOfTheLogarithm() {
        assertThat(told(new NoiseLevel.LogNormal(3, 1), 1, 16))
                .containsExactly(new float[] {0, (float) Math.log(2)}, within(1e-6f));
    }

    private static float[] told(NoiseLevel level, float... sigmas) {
        var spec = Spec.floats(sigmas.length);
        var graph = Graph.trace(scope -> sigma -> level.told(scope, sigma), spec);
        try (var weights = Weights.zeros(Layout.frozen(List.of()), Device.cpu());
                var program = new Program(graph, weights)) {
            return program.run(Array.of(spec.shape(), sigmas)).get(0).floats();
        }
    }

    @Test
    void theNormalDistributionUndoesItsQuantile() {
        for (var p : new double[] {1e-9, 1e-4, 0.02, 0.3, 0.5, 0.77, 0.999, 1 - 1e-7}) {
            assertThat(NormalQuantile.probability(NormalQuantile.probit(p))).isEqualTo(p, within(1e-6 * p));
        }
        assertThat(NormalQuantile.probability(-40)).isZero();
        assertThat(NormalQuantile.probability(40)).isEqualTo(1);
    }

    @Test
    void ddpmVariancesThatDoNotRiseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoiseLevel.Ddpm(1000, 0.02, 0.01))
                .withMessageStartingWith("beta-start must lie above 0 and below beta-end");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoiseLevel.Ddpm(1, 0.01, 0.02))
                .withMessage("steps must be at least 2, found 1");
    }

    @Test
    void aDeviationOfZeroIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoiseLevel.LogNormal(0, 0))
                .withMessage("deviation must be above 0, found 0.0");
    }
}
