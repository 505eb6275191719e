package jointdit.nn;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.tensor.Array;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;
import jointdit.tensor.Tensor;

/**
 * Transformer over the pictures of clips: each layer attends within its picture, then over time, and mixes the two by a
 * learned share; names as in diffusers.
 *
 * <pre>
 * input    (B F, C, H, W)
 * context  (B F, M, K)  over time, that of a clip's first frame holds
 * stills   (B, F)  1 for a frame that is a picture on its own, 0 for one of a video
 * returns  (B F, C, H, W)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2311.15127">Blattmann et al. 2023, appendix D</a>
 */
public record TransformerSpatioTemporalModel(
        Scope scope,
        GroupNorm norm,
        Linear projIn,
        List<Layer> layers,
        TimestepEmbedding numbering,
        AlphaBlender mixer,
        Linear projOut) {
    private static final int GROUPS = 32;
    private static final double EPS = 1e-6;
    private static final int RATIO = 4;

    /**
     * Sizes of a transformer.
     *
     * @param channels of the pictures, a multiple of 32 and of {@code heads}
     * @param contextWidth of the context
     * @param heads of every attention
     * @param layers number of pairs of blocks
     */
    public record Sizes(int channels, int contextWidth, int heads, int layers) {
        CrossAttention.Sizes attention() {
            return new CrossAttention.Sizes(channels, contextWidth, heads, channels / heads);
        }
    }

    /** A block within pictures and one over time. */
    record Layer(BasicTransformerBlock space, TemporalBasicTransformerBlock time) {
        static Layer of(Scope scope, Sizes sizes, int index) {
            return new Layer(
                    BasicTransformerBlock.of(scope.in("transformer_blocks").in(index), sizes.attention()),
                    TemporalBasicTransformerBlock.of(
                            scope.in("temporal_transformer_blocks").in(index), sizes.attention()));
        }
    }

    public static TransformerSpatioTemporalModel of(Scope scope, Sizes sizes) {
        var channels = sizes.channels();
        argument(
                channels % sizes.heads() == 0,
                "%d channels do not fall to %d heads in %s",
                channels,
                sizes.heads(),
                scope.path());
        return new TransformerSpatioTemporalModel(
                scope,
                GroupNorm.of(scope.in("norm"), channels, GROUPS, EPS),
                Linear.of(scope.in("proj_in"), channels, channels),
                IntStream.range(0, sizes.layers())
                        .mapToObj(i -> Layer.of(scope, sizes, i))
                        .toList(),
                TimestepEmbedding.of(scope.in("time_pos_embed"), channels, RATIO * channels, channels),
                AlphaBlender.of(scope.in("time_mixer"), AlphaBlender.Merge.IN_UNET),
                Linear.of(scope.in("proj_out"), channels, channels));
    }

    public Tensor apply(Tensor input, Tensor context, Tensor stills) {
        var frames = stills.size(1);
        var first =
                context.reshape(-1, frames, context.size(1), context.size(2)).select(1, 0); // (B, M, K)
        var number = numbers(stills.size(0), frames, input.size(1));
        var tokens = projIn.apply(norm.apply(input).flatten(2, 3).transpose(1, 2)); // (B F, H W, C)
        for (var layer : layers) {
            var space = layer.space.apply(tokens, context);
            tokens = mixer.apply(space, layer.time.apply(space.add(number), first, frames), stills);
        }
        var change = projOut.apply(tokens).transpose(1, 2).reshape(input.shape().sizes());
        return scope.returned(input.add(change));
    }

    /** Embedded number of every picture in its clip, from 0; (B F, 1, C). */
    private Tensor numbers(int clips, int frames, int channels) {
        var values = new float[clips * frames];
        for (var i = 0; i < values.length; i++) {
            values[i] = i % frames;
        }
        var numbers = scope.constant(Array.of(Shape.of(values.length), values));
        return numbering
                .apply(SinusoidalEmbedding.of(scope, channels).apply(numbers))
                .unsqueeze(1);
    }
}
