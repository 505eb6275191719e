package jointdit.pretrained.clip;

import static jointdit.pretrained.clip.OpenAiConfig.EPS;
import static jointdit.pretrained.clip.OpenAiConfig.HEAD_WIDTH;
import static jointdit.pretrained.clip.OpenAiConfig.MLP_RATIO;

import java.util.Optional;
import java.util.OptionalInt;
import jointdit.pretrained.ModelConfig;

/** Sizes in open_clip's {@code open_clip_config.json}. */
final class OpenClipConfig {
    private OpenClipConfig() {}

    static ClipConfig read(ModelConfig config) {
        config.ignore("preprocess_cfg");
        var model = config.block("model_cfg");
        config.finish();
        model.only("custom_text", false).only("init_logit_bias").ignore("init_logit_scale", "output_dict");
        var activation = model.flag("quick_gelu", false) ? ClipActivation.QUICK_GELU : ClipActivation.GELU;
        var text = text(model.block("text_cfg"), activation);
        var vision = vision(model.block("vision_cfg"), activation);
        var embedding = model.integer("embed_dim");
        model.finish();
        return new ClipConfig(ClipNaming.OPENAI, embedding, Optional.of(text), Optional.of(vision));
    }

    private static ClipConfig.Text text(ModelConfig tower, ClipActivation activation) {
        var width = tower.integer("width");
        var text = new ClipConfig.Text(
                tower.integer("vocab_size", 49408),
                tower.integer("context_length", 77),
                OptionalInt.empty(),
                new ClipConfig.Blocks(
                        width, tower.integer("layers"), tower.integer("heads"), hidden(tower, width), activation, EPS));
        tower.finish();
        return text;
    }

    private static ClipConfig.Vision vision(ModelConfig tower, ClipActivation activation) {
        var width = tower.integer("width");
        var heads = width / tower.integer("head_width", HEAD_WIDTH);
        tower.ignore("patch_dropout");
        var vision = new ClipConfig.Vision(
                3,
                tower.integer("image_size"),
                tower.integer("patch_size"),
                new ClipConfig.Blocks(width, tower.integer("layers"), heads, hidden(tower, width), activation, EPS));
        tower.finish();
        return vision;
    }

    private static int hidden(ModelConfig tower, int width) {
        return (int) (width * tower.number("mlp_ratio", MLP_RATIO));
    }
}
