package jointdit.diffusion;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import jointdit.tensor.Array;
import jointdit.tensor.DataType;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;
import jointdit.tensor.Tensor;

/** Noise level of one modality at the common time u, and how its network is told of it. */
public sealed interface NoiseLevel extends Serializable {
    /** Standard deviation of the noise beside a signal of factor 1 at {@code time} in (0, 1). */
    double sigma(double time);

    /** The same at {@code probit}, the quantile of a time. */
    double at(double probit);

    /** The quantile of a time at which the noise is {@code sigma}: the inverse of {@link #at}. */
    double probit(double sigma);

    /**
     * What the network is told.
     *
     * @param sigma (B,)
     * @return (B,)
     */
    Tensor told(Scope scope, Tensor sigma);

    /**
     * {@code ln sigma = mean + deviation * probit(u)}, so that uniform u gives the log-normal levels of EDM training;
     * the network is told ln(sigma) / 4.
     *
     * @param mean of ln sigma in training
     * @param deviation of ln sigma in training, above 0
     * @see <a href="https://arxiv.org/abs/2206.00364">Karras et al. 2022, table 1, noise distribution</a>
     */
    record LogNormal(double mean, double deviation) implements NoiseLevel {
        public LogNormal {
            argument(Double.isFinite(mean), "mean must be a number, found %s", mean);
            argument(deviation > 0, "deviation must be above 0, found %s", deviation);
        }

        @Override
        public double sigma(double time) {
            return at(NormalQuantile.probit(time));
        }

        @Override
        public double at(double probit) {
            return Math.exp(mean + deviation * probit);
        }

        @Override
        public double probit(double sigma) {
            return (Math.log(sigma) - mean) / deviation;
        }

        @Override
        public Tensor told(Scope scope, Tensor sigma) {
            return told(sigma);
        }

        /** ln(sigma) / 4. */
        public static Tensor told(Tensor sigma) {
            return sigma.log().div(4);
        }
    }

    /**
     * The step ceil(u T) of a network that was trained with T steps of noise, whose variances are the squares of a
     * line; the network is told the step, from 0.
     *
     * @param steps T, at least 2
     * @param betaStart variance of the noise that the first step adds, in (0, {@code betaEnd})
     * @param betaEnd variance of the noise that the last step adds, below 1
     * @see <a href="https://arxiv.org/abs/2112.10752">Rombach et al. 2022</a> for the squares
     */
    record Ddpm(int steps, double betaStart, double betaEnd) implements NoiseLevel {
        public Ddpm {
            argument(steps >= 2, "steps must be at least 2, found %d", steps);
            argument(
                    0 < betaStart && betaStart < betaEnd && betaEnd < 1,
                    "beta-start must lie above 0 and below beta-end, which must be below 1, found %s and %s",
                    betaStart,
                    betaEnd);
        }

        @Override
        public double sigma(double time) {
            var step = (int) Math.ceil(time * steps);
            return sigmas()[Math.max(1, Math.min(step, steps)) - 1];
        }

        @Override
        public double at(double probit) {
            return sigma(NormalQuantile.probability(probit));
        }

        /** The middle of the times of the step that is nearest. */
        @Override
        public double probit(double sigma) {
            var between = between();
            var step = 0;
            while (step < between.length && sigma > between[step]) {
                step++;
            }
            return NormalQuantile.probit((step + 0.5) / steps);
        }

        /** The step that is nearest. */
        @Override
        public Tensor told(Scope scope, Tensor sigma) {
            var limits = scope.constant(Array.of(Shape.of(1, steps - 1), between()));
            return sigma.unsqueeze(1)
                    .sub(limits)
                    .greater(0)
                    .to(DataType.FLOAT32)
                    .sum(1);
        }

        /** Noise of every step. */
        double[] sigmas() {
            var sigmas = new double[steps];
            var signal = 1.0;
            for (var t = 0; t < steps; t++) {
                var root = Math.sqrt(betaStart) + t * (Math.sqrt(betaEnd) - Math.sqrt(betaStart)) / (steps - 1);
                signal *= 1 - root * root;
                sigmas[t] = Math.sqrt((1 - signal) / signal);
            }
            return sigmas;
        }

        /** Geometric means of the noise of each step and the next. */
        private float[] between() {
            var sigmas = sigmas();
            var between = new float[steps - 1];
            for (var t = 0; t < between.length; t++) {
                between[t] = (float) Math.sqrt(sigmas[t] * sigmas[t + 1]);
            }
            return between;
        }
    }
}
