package jointdit.pretrained.vae;

import java.util.Optional;
import jointdit.nn.Conv;
import jointdit.pretrained.StoredNames;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Variational autoencoder of pictures, as of Stable Diffusion, or of log mel spectrograms, as of AudioLDM2; names as in
 * diffusers. Encoding and decoding are traced apart, each asking for all parameters, so that both share one set of
 * weights.
 *
 * @see <a href="https://arxiv.org/abs/2112.10752">Rombach et al. 2022, appendix G</a>
 */
public record AutoencoderKL(Encoder encoder, Optional<Conv> quantConv, Optional<Conv> postQuantConv, Decoder decoder) {
    /** Diffusers' names, and those its attentions had before version 0.15. */
    public static final StoredNames NAMES = StoredNames.OWN
            .alias("(attentions\\.\\d+\\.)to_q\\.", "$1query.")
            .alias("(attentions\\.\\d+\\.)to_k\\.", "$1key.")
            .alias("(attentions\\.\\d+\\.)to_v\\.", "$1value.")
            .alias("(attentions\\.\\d+\\.)to_out\\.0\\.", "$1proj_attn.");

    public static AutoencoderKL of(Scope scope, AutoencoderConfig config) {
        return new AutoencoderKL(
                Encoder.of(scope.in("encoder"), config),
                quantConv(scope, config),
                config.options().postQuantConv()
                        ? Optional.of(Conv.pointwise(scope.in("post_quant_conv"), config.latents(), config.latents()))
                        : Optional.empty(),
                Decoder.of(scope.in("decoder"), config));
    }

    static Optional<Conv> quantConv(Scope scope, AutoencoderConfig config) {
        var moments = 2 * config.latents();
        return config.options().quantConv()
                ? Optional.of(Conv.pointwise(scope.in("quant_conv"), moments, moments))
                : Optional.empty();
    }

    /** Pixels in [-1, 1] or log mels, (B, in, H, W), to {@linkplain Posterior moments} (B, 2 latent, H / r, W / r). */
    public Tensor encode(Tensor pixels) {
        var moments = encoder.apply(pixels);
        return quantConv.map(q -> q.apply(moments)).orElse(moments);
    }

    /** Latents (B, latent, H, W), without the scaling factor, to pixels or log mels (B, out, r H, r W). */
    public Tensor decode(Tensor latents) {
        return decoder.apply(postQuantConv.map(q -> q.apply(latents)).orElse(latents));
    }
}
