package jointdit.pretrained.text;

import static jointdit.config.Check.argument;

import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.TransformersOptions;

/**
 * Sizes of a T5 encoder.
 *
 * @param vocabulary number of token ids
 * @param width of the tokens
 * @param heads of every attention
 * @param headWidth of each head, whatever the width of the tokens
 * @param layers blocks
 * @param feedForward hidden width of the feed-forward layers
 * @param activation what the feed-forward layers do
 * @param eps of the norms
 * @param positions how distances are told apart
 * @param padToken id of padding
 */
public record T5Config(
        int vocabulary,
        int width,
        int heads,
        int headWidth,
        int layers,
        int feedForward,
        Activation activation,
        double eps,
        RelativePositions positions,
        int padToken) {
    /** Kinds of feed-forward layer. */
    public enum Activation {
        /** One map in, ReLU: T5 1.0. */
        RELU("relu", "relu", false),
        /** Two maps in, the GELU (tanh) of one times the other: T5 1.1 and Flan-T5. */
        GATED_GELU("gated-gelu", "gelu_new", true);

        private final String projection;
        private final String function;
        private final boolean gated;

        Activation(String projection, String function, boolean gated) {
            this.projection = projection;
            this.function = function;
            this.gated = gated;
        }

        private static Activation read(ModelConfig config) {
            var name = config.text("feed_forward_proj", RELU.projection);
            config.only("feed_forward_proj", RELU.projection, GATED_GELU.projection);
            var found = name.equals(RELU.projection) ? RELU : GATED_GELU;
            config.only("dense_act_fn", found.function).only("is_gated_act", found.gated);
            return found;
        }
    }

    /** Of a {@code T5EncoderModel}, or of the encoder of a whole T5. */
    public static T5Config read(ModelConfig config) {
        TransformersOptions.ignore(config).ignore("num_decoder_layers", "n_positions");
        var read = new T5Config(
                config.integer("vocab_size", 32128),
                config.integer("d_model", 512),
                config.integer("num_heads", 8),
                config.integer("d_kv", 64),
                config.integer("num_layers", 6),
                config.integer("d_ff", 2048),
                Activation.read(config),
                config.number("layer_norm_epsilon", 1e-6),
                new RelativePositions(
                        config.integer("relative_attention_num_buckets", 32),
                        config.integer("relative_attention_max_distance", 128)),
                config.integer("pad_token_id", 0));
        argument(read.layers >= 1, "Wanted at least 1 layer in %s, found %d", config.place(), read.layers);
        config.finish();
        return read;
    }
}
