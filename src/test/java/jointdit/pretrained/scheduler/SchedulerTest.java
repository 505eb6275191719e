package jointdit.pretrained.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import jointdit.pretrained.ModelConfig;
import jointdit.tensor.Noise;
import jointdit.tensor.Shape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerTest {
    private static final Offset<Float> CLOSE = within(1e-3f);
    private static final float[] CLEAN = {0.5f, -1.5f, 2, 0};

    @ParameterizedTest
    @EnumSource(SchedulerChoice.class)
    void aPerfectNetworkLeadsToTheCleanSample(SchedulerChoice choice) {
        var config = choice.read(config("DDIMScheduler", "'clip_sample': false, 'set_alpha_to_one': true"));

        assertClose(ended(config.start(7), "epsilon"), CLEAN);
    }

    @ParameterizedTest
    @CsvSource({
        "EulerDiscreteScheduler, linspace",
        "EulerDiscreteScheduler, leading",
        "EulerDiscreteScheduler, trailing",
        "DDIMScheduler, linspace",
        "DDIMScheduler, leading",
        "DDIMScheduler, trailing",
        "DPMSolverMultistepScheduler, linspace",
        "DPMSolverMultistepScheduler, leading",
        "DPMSolverMultistepScheduler, trailing"
    })
    void everySpacingHasItsStepsInOrder(String name, String spacing) {
        var scheduler = published(name, "'clip_sample': false, 'timestep_spacing': '" + spacing + "'")
                .start(6);

        var times = new ArrayList<Float>();
        for (var time : scheduler.timesteps()) {
            times.add(time);
        }
        assertThat(times).hasSize(6).isSortedAccordingTo((a, b) -> Float.compare(b, a));
        assertThat(times).allSatisfy(t -> assertThat(t).isBetween(0f, 999f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EulerDiscreteScheduler", "DDIMScheduler", "DPMSolverMultistepScheduler"})
    void whatTheNetworkPredictsDoesNotMatter(String name) {
        for (var prediction : List.of("epsilon", "v_prediction", "sample")) {
            var options = "'clip_sample': false, 'set_alpha_to_one': true, 'prediction_type': '" + prediction + "'";

            assertClose(ended(published(name, options).start(5), prediction), CLEAN);
        }
    }

    @Test
    void cleanEstimatesAreClippedWhereTheOptionsSaySo() {
        var scheduler = published("DDIMScheduler", "'clip_sample': true, 'clip_sample_range': 1.2")
                .start(5);

        for (var clean : scheduler.step(0, noise(), noise()).clean()) {
            assertThat(clean).isBetween(-1.2f, 1.2f);
        }
    }

    @Test
    void etaAddsTheNoiseItIsGiven() {
        var config = published("DDIMScheduler", "'clip_sample': false");
        var plain = config.start(5).step(1, noise(), CLEAN).sample();

        var none = config.start(5, new Variance(0.5, step -> new float[4])).step(1, noise(), CLEAN);
        var some = config.start(5, new Variance(0.5, step -> new float[] {step, 0, 0, 0}))
                .step(1, noise(), CLEAN);

        assertThat(none.sample()[0]).isNotEqualTo(plain[0]);
        assertThat(some.sample()[0]).isGreaterThan(none.sample()[0]);
        assertThat(some.sample()[1]).isEqualTo(none.sample()[1]);
    }

    @Test
    void aSolverTakesTheSpacingOfTheFileItIsMadeFrom() {
        var file = config("DDIMScheduler", "'timestep_spacing': 'leading', 'steps_offset': 1, 'clip_sample': false");

        assertThat(SchedulerChoice.DPM.read(file).start(4).timesteps()).containsExactly(801, 601, 401, 201);
    }

    @Test
    void moreStepsThanTimesAreRefused() {
        var config = published("DDIMScheduler", "'clip_sample': false");

        assertThatThrownBy(() -> config.start(1001)).hasMessage("Wanted 1 to 1000 steps, found 1001");
        assertThatThrownBy(() -> config.start(0)).hasMessage("Wanted 1 to 1000 steps, found 0");
    }

    @ParameterizedTest
    @CsvSource({
        "EulerDiscreteScheduler, interpolation_type, '\"log_linear\"'",
        "EulerDiscreteScheduler, rescale_betas_zero_snr, true",
        "DDIMScheduler, thresholding, true",
        "DDIMScheduler, beta_schedule, '\"squaredcos_cap_v2\"'",
        "DDIMScheduler, trained_betas, '[0.1]'",
        "DDIMScheduler, prediction_type, '\"flow\"'",
        "DDIMScheduler, timestep_spacing, '\"odd\"'",
        "DPMSolverMultistepScheduler, solver_order, 3",
        "DPMSolverMultistepScheduler, algorithm_type, '\"sde-dpmsolver++\"'",
        "DPMSolverMultistepScheduler, lambda_min_clipped, -5.1",
        "DPMSolverMultistepScheduler, variance_type, '\"learned\"'",
        "DPMSolverMultistepScheduler, brand_new, 1"
    })
    void unsupportedOptionsAreNamed(String name, String option, String value) {
        assertThatThrownBy(() -> published(name, "'" + option + "': " + value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(option);
    }

    @Test
    void unknownSchedulersAreNamed() {
        assertThatThrownBy(() -> published("PNDMScheduler", "'steps_offset': 1"))
                .hasMessage("Scheduler PNDMScheduler of test is not supported; there are"
                        + " [EulerDiscreteScheduler, DDIMScheduler, DPMSolverMultistepScheduler]");
    }

    @Test
    void noisySampleAndVelocityGiveBackTheCleanSample() {
        var table = published("DDIMScheduler", "'clip_sample': false").table();
        var mix = table.mix(300);

        var noisy = table.noisy(CLEAN, noise(), 300);
        var velocity = table.velocity(CLEAN, noise(), 300);

        for (var i = 0; i < CLEAN.length; i++) {
            var clean = (float) Prediction.V_PREDICTION.clean(mix, noisy[i], velocity[i]);
            assertThat(clean).isCloseTo(CLEAN[i], CLOSE);
        }
    }

    /** Where a scheduler ends with a network that knows the clean sample. */
    private static float[] ended(Scheduler scheduler, String prediction) {
        var sample = noise();
        for (var i = 0; i < sample.length; i++) {
            sample[i] *= (float) scheduler.noiseScale();
        }
        for (var step = 0; step < scheduler.timesteps().length; step++) {
            var mix = mix(scheduler, step);
            var input = scheduler.input(step, sample);
            var output = new float[input.length];
            for (var i = 0; i < output.length; i++) {
                output[i] = perfect(prediction, mix, input[i], CLEAN[i]);
            }
            sample = scheduler.step(step, sample, output).sample();
        }
        return sample;
    }

    private static float perfect(String prediction, Mix mix, float input, float clean) {
        var noise = (input - mix.alpha() * clean) / mix.sigma();
        return (float)
                switch (prediction) {
                    case "epsilon" -> noise;
                    case "sample" -> clean;
                    default -> mix.alpha() * noise - mix.sigma() * clean;
                };
    }

    private static Mix mix(Scheduler scheduler, int step) {
        if (scheduler instanceof Euler euler) {
            return Mix.ofSigma(euler.sigmas()[step]);
        }
        if (scheduler instanceof DpmSolver solver) {
            return Mix.ofSigma(solver.sigmas()[step]);
        }
        var ddim = (Ddim) scheduler;
        return Mix.ofAlphaBar(ddim.config().alphaBar(ddim.times()[step]));
    }

    private static float[] noise() {
        return Noise.normal(Shape.of(4), 3).floats();
    }

    private static SchedulerConfig published(String name, String options) {
        return SchedulerChoice.PUBLISHED.read(config(name, options));
    }

    private static ModelConfig config(String name, String options) {
        return ModelConfig.parse(
                "test", "{'_class_name': '%s', %s}".formatted(name, options).replace('\'', '"'));
    }

    private static void assertClose(float[] found, float[] wanted) {
        for (var i = 0; i < wanted.length; i++) {
            assertThat(found[i]).isCloseTo(wanted[i], CLOSE);
        }
    }
}
