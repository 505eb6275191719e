package jointdit.nn;

import java.util.Optional;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Residual block of latent diffusion networks over pictures: norm, SiLU and 3x3 convolution, twice, with the time
 * embedding added between; names as in diffusers ({@code ResnetBlock2D}).
 *
 * <pre>
 * input    (B, C, H, W)
 * time     (B, T)  the embedded time, where the block has one
 * returns  (B, out, H, W)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2112.10752">Rombach et al. 2022</a>
 */
public record ResnetBlock(
        Scope scope,
        GroupNorm norm1,
        Conv conv1,
        Optional<Linear> timeProjection,
        GroupNorm norm2,
        Conv conv2,
        Optional<Conv> shortcut) {
    /**
     * Sizes of a block.
     *
     * @param inputs channels in
     * @param outputs channels out
     * @param time channels of the time embedding, 0 for a block without
     * @param groups groups of both norms
     * @param eps of both norms
     */
    public record Sizes(int inputs, int outputs, int time, int groups, double eps) {
        /** The same with other channels in. */
        public Sizes withInputs(int inputs) {
            return new Sizes(inputs, outputs, time, groups, eps);
        }
    }

    public static ResnetBlock of(Scope scope, Sizes sizes) {
        var outputs = sizes.outputs();
        return new ResnetBlock(
                scope,
                GroupNorm.of(scope.in("norm1"), sizes.inputs(), sizes.groups(), sizes.eps()),
                Conv.same(scope.in("conv1"), sizes.inputs(), outputs),
                sizes.time() == 0
                        ? Optional.empty()
                        : Optional.of(Linear.of(scope.in("time_emb_proj"), sizes.time(), outputs)),
                GroupNorm.of(scope.in("norm2"), outputs, sizes.groups(), sizes.eps()),
                Conv.same(scope.in("conv2"), outputs, outputs),
                sizes.inputs() == outputs
                        ? Optional.empty()
                        : Optional.of(Conv.pointwise(scope.in("conv_shortcut"), sizes.inputs(), outputs)));
    }

    /** For a block without time. */
    public Tensor apply(Tensor input) {
        return last(input, conv1.apply(norm1.apply(input).silu()));
    }

    public Tensor apply(Tensor input, Tensor time) {
        var first = conv1.apply(norm1.apply(input).silu());
        var shift = timeProjection.orElseThrow().apply(time.silu());
        return last(input, first.add(shift.unsqueeze(-1).unsqueeze(-1)));
    }

    private Tensor last(Tensor input, Tensor hidden) {
        var change = conv2.apply(norm2.apply(hidden).silu());
        return scope.returned(shortcut.map(s -> s.apply(input)).orElse(input).add(change));
    }
}
