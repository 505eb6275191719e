package jointdit.pretrained.scheduler;

/**
 * Steps that keep the predicted noise, or renew a part of it.
 *
 * @param config options
 * @param times times of training, (S)
 * @param stride times of training between two steps
 * @param variance noise on the way
 * @see <a href="https://arxiv.org/abs/2010.02502">Song et al. 2021, equations 12 and 16</a>
 */
record Ddim(DdimConfig config, int[] times, int stride, Variance variance) implements Scheduler {
    @Override
    public float[] timesteps() {
        var timesteps = new float[times.length];
        for (var i = 0; i < timesteps.length; i++) {
            timesteps[i] = times[i];
        }
        return timesteps;
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
        var now = config.alphaBar(times[step]);
        var then = config.alphaBar(times[step] - stride);
        var mix = Mix.ofAlphaBar(now);
        var renewed = variance.eta() * Math.sqrt((1 - then) / (1 - now) * (1 - now / then));
        var kept = Math.sqrt(1 - then - renewed * renewed);
        var next = new float[sample.length];
        var cleans = new float[sample.length];
        for (var i = 0; i < next.length; i++) {
            var clean = clipped(config.prediction().clean(mix, sample[i], output[i]));
            cleans[i] = (float) clean;
            next[i] = (float)
                    (Math.sqrt(then) * clean + kept * config.prediction().noise(mix, sample[i], output[i]));
        }
        return new Step(renewed > 0 ? noisy(next, renewed, variance.noise().apply(step)) : next, cleans);
    }

    private double clipped(double clean) {
        return config.clip().isPresent()
                ? Math.max(
                        -config.clip().getAsDouble(),
                        Math.min(clean, config.clip().getAsDouble()))
                : clean;
    }

    private static float[] noisy(float[] sample, double scale, float[] noise) {
        var sum = new float[sample.length];
        for (var i = 0; i < sum.length; i++) {
            sum[i] = (float) (sample[i] + scale * noise[i]);
        }
        return sum;
    }
}
