package jointdit.diffusion;

/** Estimate of the clean latents out of noisy ones. */
@FunctionalInterface
public interface Denoiser {
    /**
     * Estimates the clean latents.
     *
     * @param noisy both modalities
     * @param sigmas standard deviation of the noise in each
     */
    Pair denoise(Pair noisy, Sigmas sigmas);
}
