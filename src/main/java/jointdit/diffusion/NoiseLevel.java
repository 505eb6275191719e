package jointdit.diffusion;

import static jointdit.config.Check.argument;

import java.io.Serializable;

/**
 * Noise level of one modality at the common time u: {@code ln sigma = mean + deviation * probit(u)}, so that uniform u
 * gives the log-normal levels of EDM training.
 *
 * @param mean of ln sigma in training
 * @param deviation of ln sigma in training, above 0
 * @see <a href="https://arxiv.org/abs/2206.00364">Karras et al. 2022, table 1, noise distribution</a>
 */
public record NoiseLevel(double mean, double deviation) implements Serializable {
    public NoiseLevel {
        argument(Double.isFinite(mean), "mean must be a number, found %s", mean);
        argument(deviation > 0, "deviation must be above 0, found %s", deviation);
    }

    /** Standard deviation of the noise at {@code time} in (0, 1). */
    public double sigma(double time) {
        return at(NormalQuantile.probit(time));
    }

    /** Standard deviation of the noise at {@code probit}, the quantile of a time. */
    double at(double probit) {
        return Math.exp(mean + deviation * probit);
    }

    /** The quantile of the time at which the noise is {@code sigma}: the inverse of {@link #at}. */
    double probit(double sigma) {
        return (Math.log(sigma) - mean) / deviation;
    }
}
