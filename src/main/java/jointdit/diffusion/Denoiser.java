package jointdit.diffusion;

/** Estimate of the clean latents out of noisy ones. */
@FunctionalInterface
public interface Denoiser {
    /**
     * Estimates the clean latents.
     *
     * @param noisy both modalities at the noise levels of {@code time}
     * @param time the common time u, in (0, 1)
     */
    Pair denoise(Pair noisy, double time);
}
