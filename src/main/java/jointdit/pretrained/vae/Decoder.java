package jointdit.pretrained.vae;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.nn.Conv;
import jointdit.nn.GroupNorm;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/** Latents to pictures: (B, latent, H, W) to (B, out, reduction H, reduction W). */
record Decoder(Scope scope, Conv first, MidBlock middle, List<UpBlock> levels, GroupNorm norm, Conv last) {
    static Decoder of(Scope scope, AutoencoderConfig config) {
        var levels = config.levels();
        return new Decoder(
                scope,
                Conv.same(scope.in("conv_in"), config.latents(), levels.coarsest()),
                MidBlock.of(scope.in("mid_block"), config),
                IntStream.range(0, levels.count())
                        .mapToObj(i -> UpBlock.of(scope.in("up_blocks").in(i), levels, i))
                        .toList(),
                levels.norm(scope.in("conv_norm_out"), levels.finest()),
                Conv.same(scope.in("conv_out"), levels.finest(), config.outputs()));
    }

    Tensor apply(Tensor latents) {
        var picture = middle.apply(first.apply(latents));
        for (var level : levels) {
            picture = level.apply(picture);
        }
        return scope.returned(last.apply(norm.apply(picture).silu()));
    }
}
