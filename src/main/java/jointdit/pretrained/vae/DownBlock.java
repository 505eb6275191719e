package jointdit.pretrained.vae;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jointdit.nn.Downsample;
import jointdit.nn.ResnetBlock;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/** One level of the encoder: (B, in, H, W) to (B, out, H / 2, W / 2), at the last level (B, out, H, W). */
record DownBlock(Scope scope, List<ResnetBlock> resnets, Optional<Downsample> downsample) {
    static DownBlock of(Scope scope, Levels levels, int level) {
        var inputs = levels.channels().get(Math.max(level - 1, 0));
        var outputs = levels.channels().get(level);
        var resnets = IntStream.range(0, levels.layers())
                .mapToObj(i ->
                        ResnetBlock.of(scope.in("resnets").in(i), levels.sizes(i == 0 ? inputs : outputs, outputs)))
                .toList();
        return new DownBlock(
                scope,
                resnets,
                level == levels.count() - 1
                        ? Optional.empty()
                        : Optional.of(Downsample.lopsided(scope.in("downsamplers.0"), outputs)));
    }

    Tensor apply(Tensor input) {
        var picture = input;
        for (var resnet : resnets) {
            picture = resnet.apply(picture);
        }
        var last = picture;
        return scope.returned(downsample.map(d -> d.apply(last)).orElse(last));
    }
}
