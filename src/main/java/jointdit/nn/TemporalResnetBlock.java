package jointdit.nn;

import java.util.List;
import java.util.Optional;
import jointdit.tensor.Convolution;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Residual block of video networks that mixes neighbouring frames at each pixel: norm over all frames, SiLU and
 * convolution over three frames, twice, with the time embedding added between; names as in diffusers.
 *
 * <pre>
 * input    (B, C, F, H, W)
 * time     (B, F, T)  the embedded time, where the block has one
 * returns  (B, C, F, H, W)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2304.08818">Blattmann et al. 2023, section 3.1</a>
 */
public record TemporalResnetBlock(
        Scope scope, GroupNorm norm1, Conv conv1, Optional<Linear> timeProjection, GroupNorm norm2, Conv conv2) {
    private static final int GROUPS = 32;

    /** Of {@code channels} in and out; {@code time} channels of the time embedding, 0 for a block without. */
    public static TemporalResnetBlock of(Scope scope, int channels, int time, double eps) {
        return new TemporalResnetBlock(
                scope,
                GroupNorm.of(scope.in("norm1"), channels, GROUPS, eps),
                overFrames(scope.in("conv1"), channels),
                time == 0 ? Optional.empty() : Optional.of(Linear.of(scope.in("time_emb_proj"), time, channels)),
                GroupNorm.of(scope.in("norm2"), channels, GROUPS, eps),
                overFrames(scope.in("conv2"), channels));
    }

    /** Over (B, C, F, H, W), three frames wide, sizes kept. */
    public static Conv overFrames(Scope scope, int channels) {
        var convolution = new Convolution(List.of(1, 1, 1), List.of(1, 0, 0), List.of(1, 1, 1), 1);
        return Conv.of(scope, channels, channels, convolution, 3, 1, 1);
    }

    /** For a block without time. */
    public Tensor apply(Tensor input) {
        return last(input, conv1.apply(norm1.apply(input).silu()));
    }

    public Tensor apply(Tensor input, Tensor time) {
        var first = conv1.apply(norm1.apply(input).silu());
        var shift = timeProjection.orElseThrow().apply(time.silu()).transpose(1, 2); // (B, C, F)
        return last(input, first.add(shift.unsqueeze(-1).unsqueeze(-1)));
    }

    private Tensor last(Tensor input, Tensor hidden) {
        return scope.returned(input.add(conv2.apply(norm2.apply(hidden).silu())));
    }
}
