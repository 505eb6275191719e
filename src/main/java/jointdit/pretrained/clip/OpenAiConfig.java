package jointdit.pretrained.clip;

import java.util.Optional;
import java.util.OptionalInt;
import jointdit.pretrained.ModelConfig;

/** Sizes of OpenAI's models as a flat list, under the argument names of their constructor. */
final class OpenAiConfig {
    static final double EPS = 1e-5;
    static final int HEAD_WIDTH = 64;
    static final int MLP_RATIO = 4;

    private OpenAiConfig() {}

    static ClipConfig read(ModelConfig config) {
        config.only("act", "quick_gelu");
        var text = new ClipConfig.Text(
                config.integer("vocab_size"),
                config.integer("context_length"),
                OptionalInt.empty(),
                blocks(config, "transformer"));
        var vision = new ClipConfig.Vision(
                3, config.integer("image_resolution"), config.integer("vision_patch_size"), blocks(config, "vision"));
        var embedding = config.integer("embed_dim");
        config.finish();
        return new ClipConfig(ClipNaming.OPENAI, embedding, Optional.of(text), Optional.of(vision));
    }

    private static ClipConfig.Blocks blocks(ModelConfig config, String tower) {
        var width = config.integer(tower + "_width");
        return new ClipConfig.Blocks(
                width,
                config.integer(tower + "_layers"),
                config.integer(tower + "_heads", width / HEAD_WIDTH),
                MLP_RATIO * width,
                ClipActivation.QUICK_GELU,
                EPS);
    }
}
