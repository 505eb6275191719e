package jointdit.joint;

import java.util.Optional;
import jointdit.nn.Linear;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * From tokens to latents: a norm that the condition modulates, and a linear map, as in DiT.
 *
 * <p>A token of pictures has fewer channels than latents, and what one linear map makes of it is a blur of as few
 * pictures; so a hidden layer comes before. And the first frame is copied where, and as much as, the token says, so
 * that backdrops nobody has trained on stay as they are.
 *
 * <pre>
 * tokens     (B, N, D)
 * condition  (B, D)
 * returns    (B, T, C, H, W)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2212.09748">Peebles and Xie 2023, section 3.2</a>
 */
final class FinalLayer {
    private static final int RATIO = 4;

    private final Patches patches;
    private final Linear modulation;
    private final Linear head;
    private final Optional<Drawing> drawing;

    /** What pictures have besides. */
    private record Drawing(Linear hidden, Linear copy) {}

    private FinalLayer(Scope scope, Patches patches, int width, Optional<Drawing> drawing) {
        this.patches = patches;
        this.drawing = drawing;
        modulation = Linear.zero(scope.in("adaLN_modulation"), conditions(patches), 2 * conditions(patches));
        head = Linear.zero(scope.in("linear"), width, patches.values());
    }

    /** Starts at zero. */
    static FinalLayer sounds(Scope scope, Patches patches) {
        return new FinalLayer(scope, patches, conditions(patches), Optional.empty());
    }

    /** Starts at zero. */
    static FinalLayer pictures(Scope scope, Patches patches) {
        int width = RATIO * conditions(patches);
        var drawing = new Drawing(
                Linear.of(scope.in("hidden"), conditions(patches), width),
                Linear.zero(scope.in("copy"), width, shares(patches).values()));
        return new FinalLayer(scope, patches, width, Optional.of(drawing));
    }

    private static int conditions(Patches patches) {
        return patches.config().width();
    }

    /** Grids of one number for all channels of a place. */
    private static Patches shares(Patches patches) {
        return patches.withChannels(1);
    }

    Tensor apply(TransformerTower.State state) {
        var parts = modulation.apply(state.condition().silu()).unsqueeze(1).chunk(2, -1);
        var modulated = state.tokens().layerNorm().mul(parts.get(1).add(1)).add(parts.get(0));
        return drawing.map(d -> draw(d, modulated, state.pictures()))
                .orElseGet(() -> patches.join(head.apply(modulated)));
    }

    private Tensor draw(Drawing drawing, Tensor tokens, Tensor pictures) {
        var features = drawing.hidden.apply(tokens).geluTanh();
        var shares = shares(patches).join(drawing.copy.apply(features));
        return patches.join(head.apply(features)).add(pictures.mul(shares));
    }
}
