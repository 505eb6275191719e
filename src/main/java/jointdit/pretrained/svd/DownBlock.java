package jointdit.pretrained.svd;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jointdit.nn.Downsample;
import jointdit.tensor.Scope;

/**
 * A level on the way down, with transformers or without; keeps what each layer returns. In diffusers
 * {@code CrossAttnDownBlockSpatioTemporal} and {@code DownBlockSpatioTemporal}.
 *
 * @param scope where it stands
 * @param layers in their order
 * @param downsample at the end of all levels but the coarsest
 */
record DownBlock(Scope scope, List<SpatioTemporalLayer> layers, Optional<Downsample> downsample) implements Stage {
    private static final double ATTENDING_EPS = 1e-6;
    private static final double PLAIN_EPS = 1e-5;

    static DownBlock of(Scope root, UNetSpatioTemporalConfig config, int index) {
        var scope = root.in("down_blocks").in(index);
        var level = config.levels().get(index);
        var channels = level.channels();
        var sizes = new SpatioTemporalLayer.Sizes(
                channels,
                config.timeWidth(),
                level.downAttends() ? ATTENDING_EPS : PLAIN_EPS,
                Optional.of(level.transformer()).filter(t -> level.downAttends()));
        var inputs = config.levels().get(Math.max(0, index - 1)).channels();
        return new DownBlock(
                scope,
                IntStream.range(0, level.layers())
                        .mapToObj(i -> SpatioTemporalLayer.of(scope, i, i == 0 ? inputs : channels, sizes))
                        .toList(),
                index == config.levels().size() - 1
                        ? Optional.empty()
                        : Optional.of(Downsample.of(scope.in("downsamplers.0"), channels)));
    }

    @Override
    public String name() {
        return scope.path();
    }

    @Override
    public UNetState apply(UNetState state) {
        var now = state;
        for (var layer : layers) {
            now = layer.apply(now).kept();
        }
        if (downsample.isPresent()) {
            now = now.with(downsample.get().apply(now.sample())).kept();
        }
        return now.with(scope.returned(now.sample()));
    }
}
