package jointdit.pretrained.audioldm2;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jointdit.nn.Upsample;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/** A level on the way up: residual layers, each with a skip beside its input, then the size of the next skip. */
record UpLevel(Scope scope, List<ResidualLayer> layers, Optional<Upsample> upsample) implements Stage {
    UpLevel {
        layers = List.copyOf(layers);
    }

    /** The way up from the level at {@code index}. */
    static UpLevel of(Scope scope, AudioLdm2UNetConfig config, int index) {
        var levels = config.levels();
        var level = levels.get(index);
        var below = levels.get(Math.min(index + 1, levels.size() - 1)).channels();
        var above = levels.get(Math.max(index - 1, 0)).channels();
        var channels = level.channels();
        var layers = IntStream.rangeClosed(0, level.layers())
                .mapToObj(i -> {
                    var inputs = (i == 0 ? below : channels) + (i == level.layers() ? above : channels);
                    return ResidualLayer.of(scope, i, config.resnet(inputs, channels), level.up());
                })
                .toList();
        return new UpLevel(
                scope,
                layers,
                index == 0
                        ? Optional.empty()
                        : Optional.of(Upsample.of(scope.in("upsamplers").in(0), channels)));
    }

    @Override
    public UNetState apply(UNetState state) {
        var next = state;
        for (var layer : layers) {
            var joined = Tensor.concat(List.of(next.sample(), next.skip()), 1);
            next = layer.apply(next.withoutSkip().with(joined));
        }
        if (upsample.isPresent()) {
            var size = next.skip();
            next = next.with(upsample.get().apply(next.sample(), size.size(2), size.size(3)));
        }
        return next.with(scope.returned(next.sample()));
    }
}
