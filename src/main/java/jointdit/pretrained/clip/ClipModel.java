package jointdit.pretrained.clip;

import java.util.Optional;
import jointdit.pretrained.StoredNames;
import jointdit.tensor.Init;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * CLIP: a tower for texts and one for images, which map to one space; or one of them alone.
 *
 * @param text the text tower, if there is one
 * @param vision the image tower, if there is one
 * @param logitScale logarithm of the factor of similarities, a scalar, where there are both
 * @see <a href="https://arxiv.org/abs/2103.00020">Radford et al. 2021</a>
 */
public record ClipModel(Optional<TextTower> text, Optional<VisionTower> vision, Optional<Tensor> logitScale) {
    /** Beside the parameters files may hold positions counted up and, of OpenAI's, sizes. */
    public static final StoredNames NAMES = StoredNames.OWN
            .ignoring("(text|vision)_model\\.embeddings\\.position_ids")
            .ignoring("attn_mask|input_resolution|context_length|vocab_size");

    private static final double INITIAL_SCALE = 2.6592;

    /** Asks for all parameters of the checkpoint, whichever tower is used then. */
    public static ClipModel of(Scope scope, ClipConfig config) {
        var both = config.text().isPresent() && config.vision().isPresent();
        return new ClipModel(
                config.text().map(sizes -> TextTower.of(scope, config, sizes)),
                config.vision().map(sizes -> VisionTower.of(scope, config, sizes)),
                both
                        ? Optional.of(scope.parameter("logit_scale", new Init.Constant(INITIAL_SCALE)))
                        : Optional.empty());
    }

    /** Embeddings (N, E) at unit length. */
    public static Tensor unit(Tensor embeddings) {
        var squares = embeddings.square().sum(1).reshape(embeddings.size(0), 1);
        return embeddings.div(squares.sqrt());
    }

    /** Cosines of all pairs times the learned factor, (images, texts), of a model with both towers. */
    public Tensor logitsPerImage(Tensor imageEmbeddings, Tensor textEmbeddings) {
        var cosines = unit(imageEmbeddings).matmul(unit(textEmbeddings).transpose(0, 1));
        return cosines.mul(logitScale.orElseThrow().exp());
    }
}
