package jointdit.diffusion;

import java.util.function.IntConsumer;
import jointdit.diffusion.Pair.Factors;

/** Rule of one step from a noise level to the next lower one; both modalities step together. */
public enum Solver {
    /** First order, one evaluation a step. */
    EULER,
    /** Second order, two evaluations a step but the last; Karras et al. 2022, algorithm 1 without churn. */
    HEUN,
    /** DPM-Solver++(2M), one evaluation a step; Lu et al. 2022, algorithm 2. */
    DPM_SOLVER_PP;

    /**
     * Integrates from pure noise to clean latents.
     *
     * @param noise standard normal values
     * @param progress told the number of steps done after each
     */
    public static Pair solve(
            Denoiser denoiser, Pair noise, SamplingConfig config, Schedule schedule, IntConsumer progress) {
        var run = new Run(denoiser, config, schedule);
        var sigma = run.sigmas(0);
        var x = Pair.mix(sigma, noise, new Factors(0, 0), noise);
        for (var i = 0; i < config.steps(); i++) {
            x = run.step(x, i);
            progress.accept(i + 1);
        }
        return x;
    }

    /** One integration; remembers the last estimate for the multistep rule. */
    private static final class Run {
        private final Denoiser denoiser;
        private final Solver solver;
        private final double[] times;
        private final Schedule schedule;
        private Pair last;

        Run(Denoiser denoiser, SamplingConfig config, Schedule schedule) {
            this.denoiser = denoiser;
            this.solver = config.solver();
            this.schedule = schedule;
            this.times = new double[config.steps()];
            var sigmas = config.sigmas();
            for (var i = 0; i < times.length; i++) {
                times[i] = schedule.video().time(sigmas[i]);
            }
        }

        Factors sigmas(int step) {
            return step < times.length ? schedule.sigmas(times[step]) : new Factors(0, 0);
        }

        Pair step(Pair x, int i) {
            var clean = denoiser.denoise(x, times[i]);
            var next = switch (solver) {
                case EULER -> towards(x, clean, i);
                case HEUN -> heun(x, clean, i);
                case DPM_SOLVER_PP -> towards(x, extrapolated(clean, i), i);
            };
            last = clean;
            return next;
        }

        /** The exact solution if the clean estimate stayed the same. */
        private Pair towards(Pair x, Pair clean, int i) {
            var from = sigmas(i);
            var to = sigmas(i + 1);
            var kept = new Factors(to.video() / from.video(), to.audio() / from.audio());
            return Pair.mix(kept, x, new Factors(1 - kept.video(), 1 - kept.audio()), clean);
        }

        private Pair heun(Pair x, Pair clean, int i) {
            var guess = towards(x, clean, i);
            if (i + 1 == times.length) {
                return guess;
            }
            var after = denoiser.denoise(guess, times[i + 1]);
            return slope(x, clean, guess, after, i);
        }

        /** x + (to - from) * (d + d') / 2 with d = (x - clean) / sigma. */
        private Pair slope(Pair x, Pair clean, Pair guess, Pair after, int i) {
            var from = sigmas(i);
            var to = sigmas(i + 1);
            var before = Pair.mix(inverse(from), x, negative(inverse(from)), clean);
            var behind = Pair.mix(inverse(to), guess, negative(inverse(to)), after);
            var mean = Pair.mix(new Factors(0.5, 0.5), before, new Factors(0.5, 0.5), behind);
            return Pair.mix(
                    new Factors(1, 1), x, new Factors(to.video() - from.video(), to.audio() - from.audio()), mean);
        }

        /** (1 + 1 / 2r) D_i - 1 / 2r D_{i-1}, with r the ratio of the last two steps in -ln sigma. */
        private Pair extrapolated(Pair clean, int i) {
            if (i == 0 || i + 1 == times.length) {
                return clean;
            }
            var video = weight(
                    sigmas(i - 1).video(), sigmas(i).video(), sigmas(i + 1).video());
            var audio = weight(
                    sigmas(i - 1).audio(), sigmas(i).audio(), sigmas(i + 1).audio());
            return Pair.mix(new Factors(1 + video, 1 + audio), clean, new Factors(-video, -audio), last);
        }

        private static double weight(double before, double now, double after) {
            var ratio = Math.log(before / now) / Math.log(now / after);
            return 1 / (2 * ratio);
        }

        private static Factors inverse(Factors sigma) {
            return new Factors(1 / sigma.video(), 1 / sigma.audio());
        }

        private static Factors negative(Factors factors) {
            return new Factors(-factors.video(), -factors.audio());
        }
    }
}
