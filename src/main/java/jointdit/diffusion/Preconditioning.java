package jointdit.diffusion;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import jointdit.tensor.Tensor;

/**
 * EDM preconditioning of one modality: {@code denoised = c_skip x + c_out F(c_in x, c_noise)}.
 *
 * @param sigmaData standard deviation of the latents, above 0
 * @see <a href="https://arxiv.org/abs/2206.00364">Karras et al. 2022, table 1, network and preconditioning</a>
 */
public record Preconditioning(double sigmaData) implements Serializable {
    public Preconditioning {
        argument(sigmaData > 0, "sigma-data must be above 0, found %s", sigmaData);
    }

    /** Share of the noisy latent that passes by the network. */
    public Tensor skip(Tensor sigma) {
        return inverse(total(sigma)).mul(sigmaData * sigmaData);
    }

    /** Scale of the network's output. */
    public Tensor out(Tensor sigma) {
        return sigma.mul(sigmaData).div(total(sigma).sqrt());
    }

    /** Scale of the network's input. */
    public Tensor in(Tensor sigma) {
        return inverse(total(sigma).sqrt());
    }

    /** What the network is told of the noise level, ln(sigma) / 4. */
    public Tensor noise(Tensor sigma) {
        return sigma.log().div(4);
    }

    /** What the network should return: {@code (clean - c_skip noisy) / c_out}, of variance 1. */
    public Tensor target(Tensor clean, Tensor noisy, Tensor sigma) {
        return clean.sub(noisy.mul(skip(sigma))).div(out(sigma));
    }

    /** Clean latent out of the network's {@code output}. */
    public Tensor denoised(Tensor output, Tensor noisy, Tensor sigma) {
        return noisy.mul(skip(sigma)).add(output.mul(out(sigma)));
    }

    private Tensor total(Tensor sigma) {
        return sigma.square().add(sigmaData * sigmaData);
    }

    private static Tensor inverse(Tensor tensor) {
        return tensor.pow(-1);
    }
}
