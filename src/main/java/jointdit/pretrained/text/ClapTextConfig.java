package jointdit.pretrained.text;

import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.TransformersOptions;

/**
 * Sizes of the text tower of CLAP, a RoBERTa.
 *
 * @param vocabulary number of token ids
 * @param width of the tokens
 * @param heads of every attention
 * @param layers blocks
 * @param feedForward hidden width of the feed-forward layers
 * @param positions rows of the table of positions, of which those up to {@code padToken} are not used
 * @param types rows of the table of token types, of which the first is used
 * @param eps of the norms
 * @param padToken id of padding
 * @param features width of the projected result
 */
public record ClapTextConfig(
        int vocabulary,
        int width,
        int heads,
        int layers,
        int feedForward,
        int positions,
        int types,
        double eps,
        int padToken,
        int features) {
    private static final int FEATURES = 512;

    /** Of a {@code ClapTextModelWithProjection}, or the text half of a whole {@code ClapModel}. */
    public static ClapTextConfig read(ModelConfig config) {
        if (!config.has("text_config")) {
            return read(config, features(config));
        }
        TransformersOptions.ignore(config)
                .ignore("audio_config", "logit_scale_init_value", "hidden_size", "num_hidden_layers");
        var features = features(config);
        config.ignore("text_config").finish();
        return read(config.block("text_config").ignore("projection_dim"), features);
    }

    private static int features(ModelConfig config) {
        return config.only("projection_hidden_act", "relu").integer("projection_dim", FEATURES);
    }

    private static ClapTextConfig read(ModelConfig config, int features) {
        TransformersOptions.ignore(config)
                .only("hidden_act", "gelu")
                .only("projection_hidden_act", "relu")
                .only("position_embedding_type", "absolute")
                .ignore("fusion_hidden_size", "fusion_num_hidden_layers");
        var read = new ClapTextConfig(
                config.integer("vocab_size", 50265),
                config.integer("hidden_size", 768),
                config.integer("num_attention_heads", 12),
                config.integer("num_hidden_layers", 12),
                config.integer("intermediate_size", 3072),
                config.integer("max_position_embeddings", 514),
                config.integer("type_vocab_size", 1),
                config.number("layer_norm_eps", 1e-12),
                config.integer("pad_token_id", 1),
                features);
        Heads.require(read.width, read.heads, config.place());
        config.finish();
        return read;
    }

    /** Longest sequence of tokens. */
    public int longest() {
        return positions - padToken - 1;
    }
}
