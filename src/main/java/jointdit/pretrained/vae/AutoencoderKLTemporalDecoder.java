package jointdit.pretrained.vae;

import static jointdit.config.Check.argument;

import java.util.Optional;
import jointdit.nn.Conv;
import jointdit.pretrained.StoredNames;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Variational autoencoder of Stable Video Diffusion, which encodes frames one by one and decodes them together; names
 * as in diffusers. Encoding and decoding are traced apart, each asking for all parameters, so that both share one set
 * of weights.
 *
 * @see <a href="https://arxiv.org/abs/2311.15127">Blattmann et al. 2023</a>
 */
public record AutoencoderKLTemporalDecoder(Encoder encoder, Optional<Conv> quantConv, TemporalDecoder decoder) {
    public static final StoredNames NAMES = AutoencoderKL.NAMES;

    public static AutoencoderKLTemporalDecoder of(Scope scope, AutoencoderConfig config) {
        return new AutoencoderKLTemporalDecoder(
                Encoder.of(scope.in("encoder"), config),
                AutoencoderKL.quantConv(scope, config),
                TemporalDecoder.of(scope.in("decoder"), config));
    }

    /** Pixels in [-1, 1], (B, in, H, W), to {@linkplain Posterior moments} (B, 2 latent, H / r, W / r). */
    public Tensor encode(Tensor pixels) {
        var moments = encoder.apply(pixels);
        return quantConv.map(q -> q.apply(moments)).orElse(moments);
    }

    /**
     * Decodes clips.
     *
     * @param latents (B F, latent, H, W), the frames of a clip one after the other, without the scaling factor
     * @param frames F
     * @return pixels, (B F, out, r H, r W)
     */
    public Tensor decode(Tensor latents, int frames) {
        argument(
                frames >= 1 && latents.size(0) % frames == 0,
                "Wanted latents of clips of %d frames, found %s",
                frames,
                latents.shape());
        return decoder.apply(latents, frames);
    }
}
