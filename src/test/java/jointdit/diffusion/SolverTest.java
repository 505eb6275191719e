package jointdit.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Data of one Gaussian per modality: the best denoiser and the exact solution are known. */
class SolverTest {
    private static final Schedule SCHEDULE =
            new Schedule(new NoiseLevel.LogNormal(-0.4, 1.4), new NoiseLevel.LogNormal(0.3, 0.9));
    private static final Gaussian VIDEO = new Gaussian(0.3, 1);
    private static final Gaussian AUDIO = new Gaussian(-1, 0.6);
    private static final Pair NOISE = new Pair(new float[] {1.5f, -0.7f, 0.2f}, new float[] {0.9f, -1.1f});

    /** Data N(mean, deviation^2). */
    private record Gaussian(double mean, double deviation) {
        float[] denoised(float[] noisy, double sigma) {
            var clean = new float[noisy.length];
            for (var i = 0; i < clean.length; i++) {
                clean[i] = (float) (mean + share(sigma) * (noisy[i] - mean));
            }
            return clean;
        }

        private double share(double sigma) {
            return deviation * deviation / (deviation * deviation + sigma * sigma);
        }

        /** (x - mean) / sqrt(deviation^2 + sigma^2) stays the same on the way from {@code high} to {@code low}. */
        double exact(double noise, double high, double low) {
            var atLow = mean + (high * noise - mean) * Math.sqrt(share(high) / share(low));
            return mean + share(low) * (atLow - mean); // the last step is Euler's
        }
    }

    private static final Denoiser BEST = (noisy, sigmas) ->
            new Pair(VIDEO.denoised(noisy.video(), sigmas.video()), AUDIO.denoised(noisy.audio(), sigmas.audio()));

    @ParameterizedTest
    @CsvSource({"EULER, 1", "HEUN, 2", "DPM_SOLVER_PP, 2"})
    void errorsFallWithTheOrderOfTheSolver(Solver solver, int order) {
        var coarse = errors(solver, 40);
        var fine = errors(solver, 80);

        assertThat(slope(coarse.video(), fine.video())).isEqualTo(order, within(0.25));
        assertThat(slope(coarse.audio(), fine.audio())).isEqualTo(order, within(0.25));
    }

    @ParameterizedTest
    @CsvSource({"EULER, 0.1", "HEUN, 0.01", "DPM_SOLVER_PP, 0.01"})
    void fiftyStepsComeNear(Solver solver, double most) {
        var errors = errors(solver, 50);

        assertThat(Math.max(errors.video(), errors.audio())).isLessThan(most);
    }

    @ParameterizedTest
    @EnumSource
    void audioThatStaysInOneStepOfDdpmComesThrough(Solver solver) {
        var schedule = new Schedule(new NoiseLevel.LogNormal(0.7, 1.6), new NoiseLevel.Ddpm(20, 0.01, 0.9));
        var config = new SamplingConfig(solver, 50, 0.002, 700, 7);

        var found = Solver.solve(BEST, NOISE, config, schedule, step -> {});

        assertThat(found.audio()[0]).isBetween(-3f, 2f);
        assertThat(found.audio()[1]).isBetween(-3f, found.audio()[0]);
    }

    @ParameterizedTest
    @EnumSource
    void oneStepIsTheCleanEstimateOfNoise(Solver solver) {
        var config = new SamplingConfig(solver, 1, 0.002, 80, 7);
        var audioSigma = SCHEDULE.atVideo(80).audio();

        var found = Solver.solve(BEST, NOISE, config, SCHEDULE, step -> {});

        assertThat(found.video()).containsExactly(VIDEO.denoised(scaled(NOISE.video(), 80), 80));
        assertThat(found.audio()).containsExactly(AUDIO.denoised(scaled(NOISE.audio(), audioSigma), audioSigma));
    }

    @ParameterizedTest
    @CsvSource({"EULER, 7", "HEUN, 13", "DPM_SOLVER_PP, 7"})
    void evaluationsAreCounted(Solver solver, int wanted) {
        var calls = new AtomicInteger();
        Denoiser counting = (noisy, sigmas) -> {
            calls.incrementAndGet();
            return BEST.denoise(noisy, sigmas);
        };

        Solver.solve(counting, NOISE, new SamplingConfig(solver, 7, 0.002, 80, 7), SCHEDULE, step -> {});

        assertThat(calls).hasValue(wanted);
    }

    @Test
    void progressCountsEveryStep() {
        var steps = new ArrayList<Integer>();

        Solver.solve(BEST, NOISE, new SamplingConfig(Solver.HEUN, 5, 0.002, 80, 7), SCHEDULE, steps::add);

        assertThat(steps).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void levelsFallFromTheFirstToTheLast() {
        var steps = new SamplingConfig(Solver.EULER, 18, 0.002, 80, 7).steps(SCHEDULE);

        assertThat(steps.get(0).from().video()).isEqualTo(80, within(1e-9));
        assertThat(steps.get(17).from().video()).isEqualTo(0.002, within(1e-9));
        assertThat(steps.get(17).to()).isEqualTo(Sigmas.CLEAN);
        assertThat(steps).allSatisfy(step -> {
            assertThat(step.to().video()).isLessThan(step.from().video());
            assertThat(step.to().audio()).isLessThan(step.from().audio());
        });
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SamplingConfig(Solver.EULER, 0, 0.002, 80, 7))
                .withMessage("steps must lie in [1, 10000], found 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SamplingConfig(Solver.EULER, 1, 3, 2, 7))
                .withMessage("sigma-min must lie in (0, sigma-max), found 3.0 and 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SamplingConfig(Solver.EULER, 1, 0.002, 80, 0))
                .withMessage("rho must be above 0, found 0.0");
    }

    private static Sigmas errors(Solver solver, int steps) {
        var config = new SamplingConfig(solver, steps, 0.01, 80, 7);
        var found = Solver.solve(BEST, NOISE, config, SCHEDULE, step -> {});
        var high = SCHEDULE.atVideo(80);
        var low = SCHEDULE.atVideo(0.01);
        return new Sigmas(
                error(VIDEO, NOISE.video(), found.video(), high.video(), low.video()),
                error(AUDIO, NOISE.audio(), found.audio(), high.audio(), low.audio()));
    }

    private static double error(Gaussian data, float[] noise, float[] found, double high, double low) {
        return IntStream.range(0, noise.length)
                .mapToDouble(i -> Math.abs(found[i] - data.exact(noise[i], high, low)))
                .max()
                .orElseThrow();
    }

    private static double slope(double coarse, double fine) {
        return Math.log(coarse / fine) / Math.log(2);
    }

    private static float[] scaled(float[] noise, double sigma) {
        var scaled = new float[noise.length];
        for (var i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (sigma * noise[i]);
        }
        return scaled;
    }
}
