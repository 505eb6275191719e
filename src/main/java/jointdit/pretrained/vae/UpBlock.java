package jointdit.pretrained.vae;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jointdit.nn.ResnetBlock;
import jointdit.nn.Upsample;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/** One level of the decoder: (B, in, H, W) to (B, out, 2 H, 2 W), at the last level (B, out, H, W). */
record UpBlock(Scope scope, List<ResnetBlock> resnets, Optional<Upsample> upsample) {
    static UpBlock of(Scope scope, Levels levels, int level) {
        var from = Sides.of(levels, level);
        var resnets = IntStream.rangeClosed(0, levels.layers())
                .mapToObj(i -> ResnetBlock.of(scope.in("resnets").in(i), from.sizes(levels, i)))
                .toList();
        return new UpBlock(scope, resnets, from.upsample(scope));
    }

    /**
     * Channels at the sides of a level of the decoder.
     *
     * @param last whether it is the level of the pixels, which is not enlarged
     */
    record Sides(int inputs, int outputs, boolean last) {
        /** Of {@code level} counted from the latents. */
        static Sides of(Levels levels, int level) {
            var mirrored = levels.count() - 1 - level;
            return new Sides(
                    levels.channels().get(Math.min(mirrored + 1, levels.count() - 1)),
                    levels.channels().get(mirrored),
                    mirrored == 0);
        }

        ResnetBlock.Sizes sizes(Levels levels, int resnet) {
            return levels.sizes(resnet == 0 ? inputs : outputs, outputs);
        }

        Optional<Upsample> upsample(Scope scope) {
            return last ? Optional.empty() : Optional.of(Upsample.of(scope.in("upsamplers.0"), outputs));
        }
    }

    Tensor apply(Tensor input) {
        var picture = input;
        for (var resnet : resnets) {
            picture = resnet.apply(picture);
        }
        var last = picture;
        return scope.returned(upsample.map(u -> u.apply(last)).orElse(last));
    }
}
