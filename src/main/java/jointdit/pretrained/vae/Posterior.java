package jointdit.pretrained.vae;

import jointdit.tensor.Tensor;

/**
 * What an encoder says of latents: a Gaussian with independent elements.
 *
 * @param mean (B, C, H, W), which is also the mode
 * @param logVariance same, in [-30, 20]
 */
public record Posterior(Tensor mean, Tensor logVariance) {
    private static final double LOWEST = -30;
    private static final double HIGHEST = 20;

    /** Of moments (B, 2 C, H, W): means, then logarithms of variances. */
    public static Posterior of(Tensor moments) {
        var halves = moments.chunk(2, 1);
        return new Posterior(halves.get(0), halves.get(1).clamp(LOWEST, HIGHEST));
    }

    /** Standard deviation, (B, C, H, W). */
    public Tensor deviation() {
        return logVariance.mul(0.5).exp();
    }

    /** A sample, from standard normal {@code noise} of the shape of the mean. */
    public Tensor sample(Tensor noise) {
        return mean.add(deviation().mul(noise));
    }
}
