package jointdit.pretrained.vae;

import java.util.Optional;
import jointdit.nn.AttentionBlock;
import jointdit.nn.ResnetBlock;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/** The coarsest level between encoder and latents, and again between latents and decoder: (B, C, H, W), shape kept. */
record MidBlock(Scope scope, ResnetBlock first, Optional<AttentionBlock> attention, ResnetBlock last) {
    static MidBlock of(Scope scope, AutoencoderConfig config) {
        var levels = config.levels();
        var width = levels.coarsest();
        return new MidBlock(
                scope,
                ResnetBlock.of(scope.in("resnets.0"), levels.sizes(width, width)),
                config.options().midAttention()
                        ? Optional.of(levels.attention(scope.in("attentions.0"), width))
                        : Optional.empty(),
                ResnetBlock.of(scope.in("resnets.1"), levels.sizes(width, width)));
    }

    Tensor apply(Tensor input) {
        var within = first.apply(input);
        return scope.returned(last.apply(attention.map(a -> a.apply(within)).orElse(within)));
    }
}
