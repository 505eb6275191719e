package jointdit.pretrained.clip;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import jointdit.nn.Linear;
import jointdit.tensor.Init;
import jointdit.tensor.Scope;

/** The two ways in which checkpoints name and shape the parameters of one and the same network. */
enum ClipNaming {
    /** As transformers saves it. */
    HUGGING_FACE(
            new Text(
                    "text_model.embeddings",
                    "text_model.embeddings.token_embedding.weight",
                    "text_model.embeddings.position_embedding.weight",
                    "text_model.encoder",
                    "text_model.final_layer_norm",
                    "text_projection.weight"),
            new Vision(
                    "vision_model.embeddings",
                    "vision_model.embeddings.class_embedding",
                    "vision_model.embeddings.patch_embedding",
                    "vision_model.embeddings.position_embedding.weight",
                    "vision_model.pre_layrnorm",
                    "vision_model.encoder",
                    "vision_model.post_layernorm",
                    "visual_projection.weight"),
            new Block("layers", "layer_norm1", "self_attn", "layer_norm2", "mlp", "fc1", "fc2")) {
        @Override
        Linear projection(Scope scope, String name, int inputs, int outputs) {
            return new Linear(scope.parameter(name, Init.fanIn(inputs), outputs, inputs), Optional.empty());
        }

        @Override
        QueryKeyValue queryKeyValue(Scope scope, int width) {
            return new QueryKeyValue(
                    Linear.of(scope.in("q_proj"), width, width),
                    Linear.of(scope.in("k_proj"), width, width),
                    Linear.of(scope.in("v_proj"), width, width));
        }
    },
    /**
     * As OpenAI's CLIP and open_clip save it: queries, keys and values in one matrix, projections the other way round.
     */
    OPENAI(
            new Text(
                    "positional_embedding",
                    "token_embedding.weight",
                    "positional_embedding",
                    "transformer",
                    "ln_final",
                    "text_projection"),
            new Vision(
                    "visual.positional_embedding",
                    "visual.class_embedding",
                    "visual.conv1",
                    "visual.positional_embedding",
                    "visual.ln_pre",
                    "visual.transformer",
                    "visual.ln_post",
                    "visual.proj"),
            new Block("resblocks", "ln_1", "attn", "ln_2", "mlp", "c_fc", "c_proj")) {
        @Override
        Linear projection(Scope scope, String name, int inputs, int outputs) {
            var stored = scope.parameter(name, Init.fanIn(inputs), inputs, outputs);
            return new Linear(stored.transpose(0, 1), Optional.empty());
        }

        @Override
        QueryKeyValue queryKeyValue(Scope scope, int width) {
            var weights = scope.parameter("in_proj_weight", Init.fanIn(width), 3 * width, width)
                    .chunk(3, 0);
            var biases =
                    scope.parameter("in_proj_bias", Init.zeros(), 3 * width).chunk(3, 0);
            return new QueryKeyValue(
                    new Linear(weights.get(0), Optional.of(biases.get(0))),
                    new Linear(weights.get(1), Optional.of(biases.get(1))),
                    new Linear(weights.get(2), Optional.of(biases.get(2))));
        }
    };

    /** Names in the text tower, from the root; {@code embedded} is where tokens with positions are noted. */
    @Immutable
    record Text(String embedded, String tokens, String positions, String blocks, String norm, String projection) {}

    /** Names in the image tower, from the root; {@code embedded} is where patches with positions are noted. */
    @Immutable
    record Vision(
            String embedded,
            String classToken,
            String patches,
            String positions,
            String firstNorm,
            String blocks,
            String lastNorm,
            String projection) {}

    /** Names in a block, and that of the list of blocks. */
    @Immutable
    record Block(String list, String norm1, String attention, String norm2, String mlp, String widen, String narrow) {}

    /** Maps of tokens to queries, keys and values. */
    record QueryKeyValue(Linear query, Linear key, Linear value) {}

    final Text text;
    final Vision vision;
    final Block block;

    ClipNaming(Text text, Vision vision, Block block) {
        this.text = text;
        this.vision = vision;
        this.block = block;
    }

    /** Map without bias from a tower to the space that texts and images share. */
    abstract Linear projection(Scope scope, String name, int inputs, int outputs);

    abstract QueryKeyValue queryKeyValue(Scope scope, int width);
}
