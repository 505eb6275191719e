package jointdit.nn;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import jointdit.tensor.Init;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Transformer blocks over the pixels of a feature map, with a residual around; names as in diffusers
 * ({@code Transformer2DModel}).
 *
 * <pre>
 * input    (B, C, H, W)
 * returns  (B, C, H, W)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2112.10752">Rombach et al. 2022, appendix E.2.1</a>
 */
public record Transformer2D(
        Scope scope, GroupNorm norm, Linear first, List<BasicTransformerBlock> blocks, Linear last) {
    private static final double EPS = 1e-6;

    /** How the maps before and after the blocks are stored; they compute the same. */
    public enum Projection {
        /** Kernels (out, in, 1, 1). */
        CONVOLUTION,
        /** Matrices (out, in). */
        LINEAR
    }

    /**
     * Sizes of a transformer.
     *
     * @param channels C; each of the heads has {@code channels / heads}
     * @param heads of every attention
     * @param blocks how many
     * @param groups of the norm
     * @param projection how the outer maps are stored
     */
    public record Sizes(int channels, int heads, int blocks, int groups, Projection projection) {
        int inner() {
            return heads * (channels / heads);
        }
    }

    public Transformer2D {
        blocks = List.copyOf(blocks);
    }

    /** {@code contextWidth} is absent where both attentions of a block are to the pixels themselves. */
    public static Transformer2D of(Scope scope, Sizes sizes, Optional<Integer> contextWidth) {
        var inner = sizes.inner();
        var attention = new CrossAttention.Sizes(
                inner, contextWidth.orElse(inner), sizes.heads(), sizes.channels() / sizes.heads());
        return new Transformer2D(
                scope,
                GroupNorm.of(scope.in("norm"), sizes.channels(), sizes.groups(), EPS),
                projection(scope.in("proj_in"), sizes.channels(), inner, sizes.projection()),
                IntStream.range(0, sizes.blocks())
                        .mapToObj(i -> BasicTransformerBlock.of(
                                scope.in("transformer_blocks").in(i), attention))
                        .toList(),
                projection(scope.in("proj_out"), inner, sizes.channels(), sizes.projection()));
    }

    private static Linear projection(Scope scope, int inputs, int outputs, Projection projection) {
        if (projection == Projection.LINEAR) {
            return Linear.of(scope, inputs, outputs);
        }
        var kernel = scope.parameter("weight", Init.fanIn(inputs), outputs, inputs, 1, 1);
        var bias = scope.parameter("bias", Init.zeros(), outputs);
        return new Linear(kernel.reshape(outputs, inputs), Optional.of(bias));
    }

    /** For a transformer without context. */
    public Tensor apply(Tensor input) {
        return apply(input, BasicTransformerBlock::apply);
    }

    public Tensor apply(Tensor input, Context context) {
        return apply(input, (block, tokens) -> block.apply(tokens, context));
    }

    private Tensor apply(Tensor input, BiFunction<BasicTransformerBlock, Tensor, Tensor> call) {
        var tokens = first.apply(norm.apply(input).flatten(2, 3).transpose(1, 2)); // (B, H W, C)
        for (var block : blocks) {
            tokens = call.apply(block, tokens);
        }
        var change = last.apply(tokens).transpose(1, 2).reshape(input.shape().sizes());
        return scope.returned(change.add(input));
    }
}
