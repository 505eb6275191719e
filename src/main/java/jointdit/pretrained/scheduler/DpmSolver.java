package jointdit.pretrained.scheduler;

/**
 * DPM-Solver++: steps in the clean estimate, of second order by the estimate of the step before.
 *
 * @see <a href="https://arxiv.org/abs/2211.01095">Lu et al. 2022, algorithm 2</a>
 */
public final class DpmSolver implements Scheduler {
    private final DpmSolverConfig config;
    private final float[] timesteps;
    private final float[] sigmas;
    private float[] before = {};

    DpmSolver(DpmSolverConfig config, float[] timesteps, float[] sigmas) {
        this.config = config;
        this.timesteps = timesteps;
        this.sigmas = sigmas;
    }

    @Override
    public float[] timesteps() {
        return timesteps;
    }

    /** Noise levels, (S + 1). */
    public float[] sigmas() {
        return sigmas;
    }

    @Override
    public double noiseScale() {
        return 1;
    }

    @Override
    public float[] input(int step, float[] sample) {
        return sample;
    }

    @Override
    public Step step(int step, float[] sample, float[] output) {
        var now = Mix.ofSigma(sigmas[step]);
        var clean = new float[sample.length];
        for (var i = 0; i < clean.length; i++) {
            clean[i] = (float) config.prediction().clean(now, sample[i], output[i]);
        }
        var then = Mix.ofSigma(sigmas[step + 1]);
        var length = then.lambda() - now.lambda();
        var plain = step == 0 || config.order() == 1 || (isLast(step) && config.plainLast(timesteps.length));
        var aim = plain
                ? clean
                : extrapolated(
                        clean, (now.lambda() - Mix.ofSigma(sigmas[step - 1]).lambda()) / length);
        before = clean;
        return new Step(towards(sample, aim, then.sigma() / now.sigma(), then.alpha() * -Math.expm1(-length)), clean);
    }

    private boolean isLast(int step) {
        return step == timesteps.length - 1;
    }

    /** The clean estimate at the middle of the step, {@code ratio} being the length of the last step to this one's. */
    private float[] extrapolated(float[] clean, double ratio) {
        var middle = new float[clean.length];
        for (var i = 0; i < middle.length; i++) {
            middle[i] = (float) (clean[i] + 0.5 / ratio * ((double) clean[i] - before[i]));
        }
        return middle;
    }

    private static float[] towards(float[] sample, float[] clean, double kept, double gained) {
        var next = new float[sample.length];
        for (var i = 0; i < next.length; i++) {
            next[i] = (float) (kept * sample[i] + gained * clean[i]);
        }
        return next;
    }
}
