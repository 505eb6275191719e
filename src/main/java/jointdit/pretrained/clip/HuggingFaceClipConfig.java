package jointdit.pretrained.clip;

import static jointdit.config.Check.argument;

import java.util.Optional;
import java.util.OptionalInt;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.TransformersOptions;

/** Sizes in the {@code config.json} of transformers; what is absent has the default of its code. */
final class HuggingFaceClipConfig {
    private static final String ALL = "CLIPModel";
    private static final String TEXT = "CLIPTextModelWithProjection";
    private static final String VISION = "CLIPVisionModelWithProjection";
    private static final int PROJECTION = 512;
    /** Configs of old say 2 here, whatever the vocabulary; the largest id is meant. */
    private static final int OLD_END = 2;

    private HuggingFaceClipConfig() {}

    static ClipConfig read(ModelConfig config) {
        var name = config.className().orElse("none");
        return switch (name) {
            case ALL -> both(TransformersOptions.ignore(config));
            case TEXT -> tower(config, Optional.of(text(config)), Optional.empty());
            case VISION -> tower(config, Optional.empty(), Optional.of(vision(config)));
            default ->
                throw new IllegalArgumentException("Wanted %s, %s or %s as the class of %s, found %s"
                        .formatted(ALL, TEXT, VISION, config.place(), name));
        };
    }

    private static ClipConfig both(ModelConfig config) {
        config.ignore("logit_scale_init_value");
        requireSame(config, "text_config");
        requireSame(config, "vision_config");
        var text = config.block("text_config");
        var vision = config.block("vision_config");
        var both = tower(config, Optional.of(text(text)), Optional.of(vision(vision)));
        text.ignore("projection_dim").finish();
        vision.ignore("projection_dim").finish();
        return both;
    }

    /** Some configs give sizes of a tower twice. */
    private static void requireSame(ModelConfig config, String tower) {
        var again = tower + "_dict";
        if (config.has(again)) {
            var sizes = config.element(tower).getAsJsonObject();
            config.element(again)
                    .getAsJsonObject()
                    .entrySet()
                    .forEach(e -> argument(
                            e.getValue().equals(sizes.get(e.getKey())),
                            "Wanted the same %s in %s and %s of %s, found %s and %s",
                            e.getKey(),
                            tower,
                            again,
                            config.place(),
                            sizes.get(e.getKey()),
                            e.getValue()));
        }
    }

    private static ClipConfig tower(
            ModelConfig config, Optional<ClipConfig.Text> text, Optional<ClipConfig.Vision> vision) {
        var embedding = config.integer("projection_dim", PROJECTION);
        config.finish();
        return new ClipConfig(ClipNaming.HUGGING_FACE, embedding, text, vision);
    }

    private static ClipConfig.Text text(ModelConfig tower) {
        TransformersOptions.ignore(tower).only("model_type", "clip_text_model");
        var end = tower.integer("eos_token_id", 49407);
        return new ClipConfig.Text(
                tower.integer("vocab_size", 49408),
                tower.integer("max_position_embeddings", 77),
                end == OLD_END ? OptionalInt.empty() : OptionalInt.of(end),
                blocks(tower, 512, 8));
    }

    private static ClipConfig.Vision vision(ModelConfig tower) {
        TransformersOptions.ignore(tower).only("model_type", "clip_vision_model");
        return new ClipConfig.Vision(
                tower.integer("num_channels", 3),
                tower.integer("image_size", 224),
                tower.integer("patch_size", 32),
                blocks(tower, 768, 12));
    }

    private static ClipConfig.Blocks blocks(ModelConfig tower, int width, int heads) {
        return new ClipConfig.Blocks(
                tower.integer("hidden_size", width),
                tower.integer("num_hidden_layers", 12),
                tower.integer("num_attention_heads", heads),
                tower.integer("intermediate_size", 4 * width),
                activation(tower),
                tower.number("layer_norm_eps", 1e-5));
    }

    private static ClipActivation activation(ModelConfig tower) {
        var name = tower.text("hidden_act", "quick_gelu");
        argument(
                name.equals("gelu") || name.equals("quick_gelu"),
                "Option hidden_act of %s is %s; supported here: gelu, quick_gelu",
                tower.place(),
                name);
        return name.equals("gelu") ? ClipActivation.GELU : ClipActivation.QUICK_GELU;
    }
}
