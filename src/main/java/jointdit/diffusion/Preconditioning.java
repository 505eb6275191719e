package jointdit.diffusion;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import jointdit.tensor.Tensor;

/**
 * Scales around the network F of one modality: {@code denoised = c_skip x + c_out F(c_in x)}, and the weight of its
 * squared error. Noise levels broadcast with the latents.
 *
 * @see <a href="https://arxiv.org/abs/2206.00364">Karras et al. 2022, section 5</a>
 */
public sealed interface Preconditioning extends Serializable {
    /** Standard deviation of the latents. */
    double sigmaData();

    /** Clean latents out of the network's {@code output}. */
    Tensor denoised(Tensor output, Tensor noisy, Tensor sigma);

    /** Weight of the squared error of the clean latents. */
    Tensor weight(Tensor sigma);

    /** What the network sees, of variance 1: {@code x / sqrt(sigma^2 + sigma_data^2)}. */
    default Tensor input(Tensor noisy, Tensor sigma) {
        return noisy.mul(variance(this, sigma).pow(-0.5));
    }

    /**
     * The network returns a mix of clean latents and noise, always of variance 1.
     *
     * @param sigmaData standard deviation of the latents, above 0
     * @see <a href="https://arxiv.org/abs/2206.00364">Karras et al. 2022, table 1, last column</a>
     */
    record Edm(double sigmaData) implements Preconditioning {
        public Edm {
            argument(sigmaData > 0, "sigma-data must be above 0, found %s", sigmaData);
        }

        @Override
        public Tensor denoised(Tensor output, Tensor noisy, Tensor sigma) {
            var total = Preconditioning.variance(this, sigma);
            var skip = total.pow(-1).mul(sigmaData * sigmaData);
            var out = sigma.mul(sigmaData).mul(total.pow(-0.5));
            return noisy.mul(skip).add(output.mul(out));
        }

        @Override
        public Tensor weight(Tensor sigma) {
            return Preconditioning.variance(this, sigma)
                    .div(sigma.mul(sigmaData).square());
        }
    }

    /**
     * The network returns the velocity of the angle between data and noise, EDM's target with the sign turned, as that
     * of Stable Video Diffusion does; the latents have deviation 1.
     *
     * @see <a href="https://arxiv.org/abs/2202.00512">Salimans and Ho 2022, appendix D</a>
     */
    record Velocity() implements Preconditioning {
        private static final Edm EDM = new Edm(1);

        @Override
        public double sigmaData() {
            return EDM.sigmaData();
        }

        @Override
        public Tensor denoised(Tensor output, Tensor noisy, Tensor sigma) {
            return EDM.denoised(output.neg(), noisy, sigma);
        }

        @Override
        public Tensor weight(Tensor sigma) {
            return EDM.weight(sigma);
        }
    }

    /**
     * The network returns the noise, as that of AudioLDM2 does; the latents have deviation 1.
     *
     * @see <a href="https://arxiv.org/abs/2006.11239">Ho et al. 2020, equation 14</a>
     */
    record Epsilon() implements Preconditioning {
        @Override
        public double sigmaData() {
            return 1;
        }

        @Override
        public Tensor denoised(Tensor output, Tensor noisy, Tensor sigma) {
            return noisy.sub(output.mul(sigma));
        }

        /** Makes the error of the clean latents that of the noise. */
        @Override
        public Tensor weight(Tensor sigma) {
            return sigma.pow(-2);
        }
    }

    /**
     * The network returns the clean latents. They fill few dimensions where noise fills all, so tokens may be narrower
     * than the patches they stand for; EDM's weight is kept up to a limit.
     *
     * @param sigmaData standard deviation of the latents, above 0
     * @param weightLimit largest weight, at least 1
     * @see <a href="https://arxiv.org/abs/2511.13720">Li and He 2025</a> for the prediction of clean data
     * @see <a href="https://arxiv.org/abs/2303.09556">Hang et al. 2023</a> for the limited weight
     */
    record Clean(double sigmaData, double weightLimit) implements Preconditioning {
        public Clean {
            argument(sigmaData > 0, "sigma-data must be above 0, found %s", sigmaData);
            argument(weightLimit >= 1, "weight-limit must be at least 1, found %s", weightLimit);
        }

        @Override
        public Tensor denoised(Tensor output, Tensor noisy, Tensor sigma) {
            return output.mul(sigmaData);
        }

        @Override
        public Tensor weight(Tensor sigma) {
            var edm = Preconditioning.variance(this, sigma)
                    .div(sigma.mul(sigmaData).square());
            return edm.clamp(0, weightLimit);
        }
    }

    /** Variance of the noisy latents. */
    private static Tensor variance(Preconditioning preconditioning, Tensor sigma) {
        var data = preconditioning.sigmaData();
        return sigma.square().add(data * data);
    }
}
