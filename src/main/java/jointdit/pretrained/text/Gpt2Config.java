package jointdit.pretrained.text;

import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.TransformersOptions;

/**
 * Sizes of a GPT-2.
 *
 * @param width of the tokens
 * @param heads of every attention
 * @param layers blocks
 * @param feedForward hidden width of the feed-forward layers
 * @param positions longest sequence
 * @param eps of the norms
 * @param newTokens how many tokens AudioLDM2 lets it write
 */
public record Gpt2Config(int width, int heads, int layers, int feedForward, int positions, double eps, int newTokens) {
    private static final int NEW_TOKENS = 8;

    /** Of a {@code GPT2Model}, or of one with a language-model head. */
    public static Gpt2Config read(ModelConfig config) {
        TransformersOptions.ignore(config)
                .only("activation_function", "gelu_new", "gelu_pytorch_tanh")
                .only("scale_attn_weights", true)
                .only("scale_attn_by_inverse_layer_idx", false)
                .only("reorder_and_upcast_attn", false)
                .ignore("vocab_size", "n_ctx", "attn_pdrop", "embd_pdrop", "resid_pdrop")
                .ignore("summary_activation", "summary_first_dropout", "summary_proj_to_labels", "summary_type")
                .ignore("summary_use_proj");
        var width = config.integer("n_embd", 768);
        var read = new Gpt2Config(
                width,
                config.integer("n_head", 12),
                config.integer("n_layer", 12),
                config.integer("n_inner", 4 * width),
                config.integer("n_positions", 1024),
                config.number("layer_norm_epsilon", 1e-5),
                config.integer("max_new_tokens", NEW_TOKENS));
        Heads.require(width, read.heads, config.place());
        config.finish();
        return read;
    }
}
