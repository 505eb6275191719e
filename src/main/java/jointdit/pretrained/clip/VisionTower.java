package jointdit.pretrained.clip;

import java.util.List;
import java.util.Optional;
import jointdit.nn.Conv;
import jointdit.nn.LayerNorm;
import jointdit.nn.Linear;
import jointdit.tensor.Convolution;
import jointdit.tensor.Init;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Vision transformer: patches of an image and a class token.
 *
 * @param scope root of the model
 * @param classToken (D,)
 * @param positions (1 + patches, D), that of the class token first
 */
public record VisionTower(
        Scope scope,
        ClipNaming naming,
        Tensor classToken,
        Conv patches,
        Tensor positions,
        LayerNorm firstNorm,
        ClipTransformer blocks,
        LayerNorm lastNorm,
        Linear projection) {
    static VisionTower of(Scope scope, ClipConfig config, ClipConfig.Vision sizes) {
        var names = config.naming().vision;
        var width = sizes.blocks().width();
        var eps = sizes.blocks().eps();
        var tokens = 1 + sizes.patches() * sizes.patches();
        return new VisionTower(
                scope,
                config.naming(),
                scope.parameter(names.classToken(), new Init.Normal(0.02), width),
                patches(scope.in(names.patches()), sizes),
                scope.parameter(names.positions(), new Init.Normal(0.02), tokens, width),
                LayerNorm.of(scope.in(names.firstNorm()), width, eps),
                ClipTransformer.of(scope.in(names.blocks()), config.naming(), sizes.blocks()),
                LayerNorm.of(scope.in(names.lastNorm()), width, eps),
                config.naming().projection(scope, names.projection(), width, config.embedding()));
    }

    private static Conv patches(Scope scope, ClipConfig.Vision sizes) {
        var side = sizes.patch();
        var convolution = Convolution.of(2, side, 0);
        return Conv.withoutBias(scope, sizes.channels(), sizes.blocks().width(), convolution, side, side);
    }

    /** States of normed pixels (B, C, S, S); the class token is the first of N. */
    public ClipStates apply(Tensor pixels) {
        var normed = noted(naming.vision.firstNorm(), firstNorm.apply(embedded(pixels)));
        var states = blocks.apply(normed, Optional.empty());
        var last = states.get(states.size() - 1);
        var pooled = noted(naming.vision.lastNorm(), lastNorm.apply(last.select(1, 0)));
        return new ClipStates(states.get(states.size() - 2), last, pooled, projection.apply(pooled));
    }

    private Tensor embedded(Tensor pixels) {
        var patched = patches.apply(pixels).flatten(2, 3).transpose(1, 2); // (B, patches, D)
        var first = classToken.reshape(1, 1, -1).expand(pixels.size(0), 1, classToken.size(0));
        return noted(
                naming.vision.embedded(),
                Tensor.concat(List.of(first, patched), 1).add(positions));
    }

    private Tensor noted(String name, Tensor result) {
        return scope.in(name).returned(result);
    }
}
