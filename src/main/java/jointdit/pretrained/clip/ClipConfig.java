package jointdit.pretrained.clip;

import static jointdit.config.Check.argument;

import java.util.Optional;
import java.util.OptionalInt;
import jointdit.pretrained.ModelConfig;

/**
 * Sizes of a CLIP model, or of one of its towers.
 *
 * @param naming how the checkpoint names its parameters
 * @param embedding width of the space that texts and images share
 * @param text the text tower, if there is one
 * @param vision the image tower, if there is one
 */
public record ClipConfig(ClipNaming naming, int embedding, Optional<Text> text, Optional<Vision> vision) {
    /**
     * Sizes of the text tower.
     *
     * @param vocabulary number of token ids
     * @param context most tokens of a text
     * @param end id of the token whose state stands for the text; empty where it is the largest id of each text
     */
    record Text(int vocabulary, int context, OptionalInt end, Blocks blocks) {
        Text {
            argument(vocabulary > 0, "vocab_size must be positive, found %d", vocabulary);
            argument(context > 0, "Most tokens of a text must be positive, found %d", context);
        }
    }

    /**
     * Sizes of the image tower.
     *
     * @param channels of an image
     * @param image pixels of a side
     * @param patch pixels of a patch's side
     */
    record Vision(int channels, int image, int patch, Blocks blocks) {
        Vision {
            argument(patch > 0 && image >= patch, "Wanted patches inside of %d pixels, found %d", image, patch);
        }

        /** Patches along a side. */
        int patches() {
            return image / patch;
        }
    }

    /**
     * Sizes of a tower's transformer.
     *
     * @param width channels of a token
     * @param hidden channels between the two maps of a block
     */
    record Blocks(int width, int count, int heads, int hidden, ClipActivation activation, double eps) {
        Blocks {
            argument(count > 0, "A tower has at least one block, found %d", count);
            argument(heads > 0 && width % heads == 0, "%d channels do not fall into %d heads", width, heads);
        }
    }

    /**
     * Reads {@code config.json} of transformers ({@code CLIPModel}, {@code CLIPTextModelWithProjection},
     * {@code CLIPVisionModelWithProjection}), {@code open_clip_config.json}, or the plain list of sizes of OpenAI's
     * code.
     *
     * @throws IllegalArgumentException naming what is missing or not supported
     */
    public static ClipConfig read(ModelConfig config) {
        if (config.has("model_cfg")) {
            return OpenClipConfig.read(config);
        }
        return config.has("transformer_width") ? OpenAiConfig.read(config) : HuggingFaceClipConfig.read(config);
    }
}
