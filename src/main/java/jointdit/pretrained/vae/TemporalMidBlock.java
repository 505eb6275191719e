package jointdit.pretrained.vae;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.nn.AttentionBlock;
import jointdit.nn.SpatioTemporalResBlock;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * The coarsest level of the decoder of videos: (B F, C, H, W), shape kept. However many layers it has, the published
 * code applies the first two and one attention between them, and with one layer no attention.
 */
record TemporalMidBlock(Scope scope, List<SpatioTemporalResBlock> resnets, AttentionBlock attention) {
    static TemporalMidBlock of(Scope scope, Levels levels) {
        var width = levels.coarsest();
        return new TemporalMidBlock(
                scope,
                IntStream.range(0, levels.layers())
                        .mapToObj(i -> TemporalDecoder.block(scope.in("resnets").in(i), levels.sizes(width, width)))
                        .toList(),
                levels.attention(scope.in("attentions.0"), width));
    }

    Tensor apply(Tensor input, Tensor stills) {
        var first = resnets.get(0).apply(input, stills);
        return scope.returned(resnets.size() == 1 ? first : resnets.get(1).apply(attention.apply(first), stills));
    }
}
