package jointdit.joint;

import jointdit.nn.LayerNorm;
import jointdit.nn.Linear;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Tells the audio tower of the picture where there is no prompt: what is added to the language states of the empty
 * text. It starts at zero.
 *
 * <pre>
 * embedding  (B, 1, K)  embedded first frame
 * language   (B, N, D)  states of the language model
 * returns    (B, N, D)
 * </pre>
 */
record PictureProjection(LayerNorm norm, Linear projection) {
    static PictureProjection of(Scope scope, int width, int languageValues) {
        return new PictureProjection(
                LayerNorm.of(scope.in("norm"), width, 1e-5), Linear.zero(scope.in("linear"), width, languageValues));
    }

    /** Language states of clips with a prompt stay as they are. */
    Tensor apply(Tensor embedding, Tensor language, Conditions conditions) {
        var states = projection
                .apply(norm.apply(embedding.squeeze(1)))
                .reshape(language.size(0), language.size(1), language.size(2));
        var textless = conditions.hasText().neg().add(1);
        var seen = conditions.hasPicture().mul(textless);
        return language.add(states.mul(seen.unsqueeze(2)));
    }
}
