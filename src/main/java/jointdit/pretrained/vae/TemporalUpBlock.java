package jointdit.pretrained.vae;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jointdit.nn.SpatioTemporalResBlock;
import jointdit.nn.Upsample;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/** One level of the decoder of videos: (B F, in, H, W) to (B F, out, 2 H, 2 W), at the last level (B F, out, H, W). */
record TemporalUpBlock(Scope scope, List<SpatioTemporalResBlock> resnets, Optional<Upsample> upsample) {
    static TemporalUpBlock of(Scope scope, Levels levels, int level) {
        var sides = UpBlock.Sides.of(levels, level);
        var resnets = IntStream.rangeClosed(0, levels.layers())
                .mapToObj(i -> TemporalDecoder.block(scope.in("resnets").in(i), sides.sizes(levels, i)))
                .toList();
        return new TemporalUpBlock(scope, resnets, sides.upsample(scope));
    }

    Tensor apply(Tensor input, Tensor stills) {
        var pictures = input;
        for (var resnet : resnets) {
            pictures = resnet.apply(pictures, stills);
        }
        var last = pictures;
        return scope.returned(upsample.map(u -> u.apply(last)).orElse(last));
    }
}
