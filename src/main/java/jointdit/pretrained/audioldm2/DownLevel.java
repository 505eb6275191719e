package jointdit.pretrained.audioldm2;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jointdit.nn.Downsample;
import jointdit.tensor.Scope;

/** A level on the way down: residual layers, each result kept, then half the size, kept too. */
record DownLevel(Scope scope, List<ResidualLayer> layers, Optional<Downsample> downsample) implements Stage {
    DownLevel {
        layers = List.copyOf(layers);
    }

    static DownLevel of(Scope scope, AudioLdm2UNetConfig config, int index) {
        var level = config.levels().get(index);
        var channels = level.channels();
        var inputs = config.levels().get(Math.max(0, index - 1)).channels();
        var layers = IntStream.range(0, level.layers())
                .mapToObj(i ->
                        ResidualLayer.of(scope, i, config.resnet(i == 0 ? inputs : channels, channels), level.down()))
                .toList();
        return new DownLevel(
                scope,
                layers,
                index == config.levels().size() - 1
                        ? Optional.empty()
                        : Optional.of(Downsample.of(scope.in("downsamplers").in(0), channels)));
    }

    @Override
    public UNetState apply(UNetState state) {
        var next = state;
        for (var layer : layers) {
            next = layer.apply(next).keeping();
        }
        if (downsample.isPresent()) {
            next = next.with(downsample.get().apply(next.sample())).keeping();
        }
        return next.with(scope.returned(next.sample()));
    }
}
