package jointdit.pretrained.vae;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.nn.Conv;
import jointdit.nn.GroupNorm;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/** Pictures to moments of latents: (B, in, H, W) to (B, 2 latent, H / reduction, W / reduction). */
record Encoder(Scope scope, Conv first, List<DownBlock> levels, MidBlock middle, GroupNorm norm, Conv last) {
    static Encoder of(Scope scope, AutoencoderConfig config) {
        var levels = config.levels();
        return new Encoder(
                scope,
                Conv.same(scope.in("conv_in"), config.inputs(), levels.finest()),
                IntStream.range(0, levels.count())
                        .mapToObj(i -> DownBlock.of(scope.in("down_blocks").in(i), levels, i))
                        .toList(),
                MidBlock.of(scope.in("mid_block"), config),
                levels.norm(scope.in("conv_norm_out"), levels.coarsest()),
                Conv.same(scope.in("conv_out"), levels.coarsest(), 2 * config.latents()));
    }

    Tensor apply(Tensor pixels) {
        var picture = first.apply(pixels);
        for (var level : levels) {
            picture = level.apply(picture);
        }
        return scope.returned(last.apply(norm.apply(middle.apply(picture)).silu()));
    }
}
