package jointdit.pretrained.vae;

import static jointdit.config.Check.argument;

import java.util.Collections;
import jointdit.pretrained.ModelConfig;

/**
 * Settings of a variational autoencoder of pictures, spectrograms or videos.
 *
 * @param inputs channels of what is encoded
 * @param outputs channels of what is decoded
 * @param latents channels of the latents
 * @param levels its resolutions
 * @param options parts that some have and some lack
 * @param scalingFactor brings latents to about unit variance: denoisers see latents times it
 */
public record AutoencoderConfig(
        int inputs, int outputs, int latents, Levels levels, Options options, double scalingFactor) {
    /**
     * Parts that some autoencoders have and some lack.
     *
     * @param midAttention attention at the coarsest level
     * @param quantConv pointwise convolution after the encoder
     * @param postQuantConv pointwise convolution before the decoder
     */
    public record Options(boolean midAttention, boolean quantConv, boolean postQuantConv) {}

    private static final int GROUPS = 32;
    private static final double SCALING_FACTOR = 0.18215;

    /** Of an {@code AutoencoderKL}. */
    public static AutoencoderConfig read(ModelConfig config) {
        config.only("act_fn", "silu");
        requireLevels(config, "up_block_types", "UpDecoderBlock2D");
        var options = new Options(
                config.flag("mid_block_add_attention", true),
                config.flag("use_quant_conv", true),
                config.flag("use_post_quant_conv", true));
        return read(config, config.integer("norm_num_groups", GROUPS), options);
    }

    /** Of an {@code AutoencoderKLTemporalDecoder}. */
    public static AutoencoderConfig readTemporal(ModelConfig config) {
        return read(config, GROUPS, new Options(true, true, false));
    }

    private static AutoencoderConfig read(ModelConfig config, int groups, Options options) {
        requireLevels(config, "down_block_types", "DownEncoderBlock2D");
        config.only("shift_factor", 0).only("latents_mean").only("latents_std");
        config.ignore("sample_size", "force_upcast");
        var read = new AutoencoderConfig(
                config.integer("in_channels", 3),
                config.integer("out_channels", 3),
                config.integer("latent_channels", 4),
                new Levels(config.integers("block_out_channels"), config.integer("layers_per_block", 1), groups),
                options,
                config.number("scaling_factor", SCALING_FACTOR));
        config.finish();
        return read;
    }

    private static void requireLevels(ModelConfig config, String key, String type) {
        var found = config.texts(key);
        var wanted = Collections.nCopies(config.integers("block_out_channels").size(), type);
        argument(found.equals(wanted), "Wanted %s for %s of %s, found %s", wanted, key, config.place(), found);
    }
}
