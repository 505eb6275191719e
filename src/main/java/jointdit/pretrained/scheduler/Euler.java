package jointdit.pretrained.scheduler;

/**
 * First-order steps on {@code x = clean + sigma noise}.
 *
 * @param timesteps what the network is told, (S)
 * @param sigmas noise levels, (S + 1)
 * @param noiseScale factor of the noise at the start
 * @param prediction what the network predicts
 * @see <a href="https://arxiv.org/abs/2206.00364">Karras et al. 2022, algorithm 2 without churn</a>
 */
public record Euler(float[] timesteps, float[] sigmas, double noiseScale, Prediction prediction) implements Scheduler {
    @Override
    public float[] input(int step, float[] sample) {
        var scale = Mix.ofSigma(sigmas[step]).alpha();
        var input = new float[sample.length];
        for (var i = 0; i < input.length; i++) {
            input[i] = (float) (sample[i] * scale);
        }
        return input;
    }

    @Override
    public Step step(int step, float[] sample, float[] output) {
        var mix = Mix.ofSigma(sigmas[step]);
        var stride = ((double) sigmas[step + 1] - sigmas[step]) / sigmas[step];
        var next = new float[sample.length];
        var cleans = new float[sample.length];
        for (var i = 0; i < next.length; i++) {
            var clean = prediction.clean(mix, sample[i] * mix.alpha(), output[i]);
            cleans[i] = (float) clean;
            next[i] = (float) (sample[i] + stride * (sample[i] - clean));
        }
        return new Step(next, cleans);
    }
}
