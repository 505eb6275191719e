package jointdit.pretrained.vae;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.nn.AlphaBlender;
import jointdit.nn.Conv;
import jointdit.nn.FrameAxis;
import jointdit.nn.GroupNorm;
import jointdit.nn.ResnetBlock;
import jointdit.nn.SpatioTemporalResBlock;
import jointdit.nn.TemporalResnetBlock;
import jointdit.tensor.Array;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;
import jointdit.tensor.Tensor;

/**
 * Latents of videos to frames: (B F, latent, H, W) to (B F, out, reduction H, reduction W).
 *
 * @see <a href="https://arxiv.org/abs/2311.15127">Blattmann et al. 2023, Stable Video Diffusion</a>
 */
record TemporalDecoder(
        Scope scope,
        Conv first,
        TemporalMidBlock middle,
        List<TemporalUpBlock> levels,
        GroupNorm norm,
        Conv last,
        Conv smoothing) {
    private static final double TEMPORAL_EPS = 1e-5;

    static TemporalDecoder of(Scope scope, AutoencoderConfig config) {
        var levels = config.levels();
        return new TemporalDecoder(
                scope,
                Conv.same(scope.in("conv_in"), config.latents(), levels.coarsest()),
                TemporalMidBlock.of(scope.in("mid_block"), levels),
                IntStream.range(0, levels.count())
                        .mapToObj(i -> TemporalUpBlock.of(scope.in("up_blocks").in(i), levels, i))
                        .toList(),
                levels.norm(scope.in("conv_norm_out"), levels.finest()),
                Conv.same(scope.in("conv_out"), levels.finest(), config.outputs()),
                TemporalResnetBlock.overFrames(scope.in("time_conv_out"), config.outputs()));
    }

    static SpatioTemporalResBlock block(Scope scope, ResnetBlock.Sizes sizes) {
        return SpatioTemporalResBlock.of(scope, sizes, TEMPORAL_EPS, AlphaBlender.Merge.IN_DECODER);
    }

    Tensor apply(Tensor latents, int frames) {
        var stills = scope.constant(Array.filled(Shape.of(latents.size(0) / frames, frames), 0));
        var pictures = middle.apply(first.apply(latents), stills);
        for (var level : levels) {
            pictures = level.apply(pictures, stills);
        }
        var rough = last.apply(norm.apply(pictures).silu());
        return scope.returned(FrameAxis.merge(smoothing.apply(FrameAxis.split(rough, frames))));
    }
}
