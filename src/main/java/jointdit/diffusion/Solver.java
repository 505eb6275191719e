package jointdit.diffusion;

import java.util.List;

/** Rule that leads from noise to clean latents, step by step; both modalities step together. */
public enum Solver {
    /** First order, one evaluation a step. */
    EULER {
        @Override
        Pair next(Path path, Pair x, Pair clean) {
            return path.step().towards(x, clean);
        }
    },
    /**
     * Second order, two evaluations a step but the last.
     *
     * @see <a href="https://arxiv.org/abs/2206.00364">Karras et al. 2022, algorithm 1 without churn</a>
     */
    HEUN {
        @Override
        Pair next(Path path, Pair x, Pair clean) {
            var step = path.step();
            var guess = step.towards(x, clean);
            return step.isLast() ? guess : step.corrected(x, clean, guess, path.denoiser.denoise(guess, step.to()));
        }
    },
    /**
     * DPM-Solver++(2M): second order, one evaluation a step.
     *
     * @see <a href="https://arxiv.org/abs/2211.01095">Lu et al. 2022, algorithm 2</a>
     */
    DPM_SOLVER_PP {
        @Override
        Pair next(Path path, Pair x, Pair clean) {
            var step = path.step();
            var plain = path.index == 0 || step.isLast();
            return step.towards(x, plain ? clean : step.extrapolated(clean, path.last, path.before()));
        }
    };

    /** Latents after the current step of {@code path}, from {@code x} with its clean estimate. */
    abstract Pair next(Path path, Pair x, Pair clean);

    /**
     * Integrates from pure noise to clean latents.
     *
     * @param noise standard normal values
     * @param listener told of each step
     */
    public static Pair solve(
            Denoiser denoiser, Pair noise, SamplingConfig config, Schedule schedule, SolverListener listener) {
        var path = new Path(denoiser, config.steps(schedule));
        var x = path.start(noise);
        while (path.index < path.steps.size()) {
            var clean = denoiser.denoise(x, path.step().from());
            x = config.solver().next(path, x, clean);
            path.advance(clean);
            listener.estimated(clean);
            listener.stepped(path.index);
        }
        return x;
    }

    /** Where an integration is. */
    private static final class Path {
        private final Denoiser denoiser;
        private final List<Step> steps;
        private int index;
        private Pair last;

        Path(Denoiser denoiser, List<Step> steps) {
            this.denoiser = denoiser;
            this.steps = steps;
        }

        /** The noise at its first level. */
        Pair start(Pair noise) {
            var silence = new Pair(new float[noise.video().length], new float[noise.audio().length]);
            return new Step(new Sigmas(1, 1), steps.get(0).from()).towards(noise, silence);
        }

        Step step() {
            return steps.get(index);
        }

        Step before() {
            return steps.get(index - 1);
        }

        void advance(Pair clean) {
            last = clean;
            index++;
        }
    }
}
