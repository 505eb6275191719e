package jointdit.pretrained.audioldm2;

import jointdit.pretrained.ModelConfig;

/**
 * Sizes of the map from text encoders to the language model.
 *
 * @param firstWidth of the first text encoder's features (CLAP)
 * @param secondWidth of the second text encoder's states (T5)
 * @param width of the language model
 * @param learnedPositions how many positions of the second encoder have a learned vector, 0 for none
 */
public record ProjectionConfig(int firstWidth, int secondWidth, int width, int learnedPositions) {
    /** Of an {@code AudioLDM2ProjectionModel}, whose option {@code langauge_model_dim} is spelt so. */
    public static ProjectionConfig read(ModelConfig config) {
        // Published code asks whether the option is there, not whether it is true.
        var learned = config.has("use_learned_position_embedding");
        config.ignore("use_learned_position_embedding", "max_seq_length");
        var read = new ProjectionConfig(
                config.integer("text_encoder_dim"),
                config.integer("text_encoder_1_dim"),
                config.integer("langauge_model_dim"),
                learned ? config.integer("max_seq_length") : 0);
        config.finish();
        return read;
    }
}
