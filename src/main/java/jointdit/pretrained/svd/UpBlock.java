package jointdit.pretrained.svd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jointdit.nn.Upsample;
import jointdit.tensor.Scope;

/**
 * A level on the way up, with transformers or without; each layer takes a skip. In diffusers
 * {@code CrossAttnUpBlockSpatioTemporal} and {@code UpBlockSpatioTemporal}.
 *
 * @param scope where it stands
 * @param layers in their order, one more than on the way down
 * @param upsample at the end of all levels but the finest, to the size of the next skip
 */
record UpBlock(Scope scope, List<SpatioTemporalLayer> layers, Optional<Upsample> upsample) implements Stage {
    private static final double EPS = 1e-6;

    /** Block {@code index} on the way up, which is of the level as far from the coarsest. */
    static UpBlock of(Scope root, UNetSpatioTemporalConfig config, int index) {
        var scope = root.in("up_blocks").in(index);
        var levels = config.levels();
        var place = levels.size() - 1 - index;
        var level = levels.get(place);
        var sizes = new SpatioTemporalLayer.Sizes(
                level.channels(),
                config.timeWidth(),
                EPS,
                Optional.of(level.transformer()).filter(t -> level.upAttends()));
        var below = levels.get(Math.min(place + 1, levels.size() - 1)).channels();
        var above = levels.get(Math.max(place - 1, 0)).channels();
        var layers = new ArrayList<SpatioTemporalLayer>();
        for (var i = 0; i <= level.layers(); i++) {
            var inputs = i == 0 ? below : level.channels();
            var skip = i == level.layers() ? above : level.channels();
            layers.add(SpatioTemporalLayer.of(scope, i, inputs + skip, sizes));
        }
        return new UpBlock(
                scope,
                List.copyOf(layers),
                place == 0 ? Optional.empty() : Optional.of(Upsample.of(scope.in("upsamplers.0"), level.channels())));
    }

    @Override
    public String name() {
        return scope.path();
    }

    @Override
    public UNetState apply(UNetState state) {
        var now = state;
        for (var layer : layers) {
            now = layer.apply(now.joined());
        }
        if (upsample.isPresent()) {
            var size = now.skip();
            now = now.with(upsample.get().apply(now.sample(), size.size(2), size.size(3)));
        }
        return now.with(scope.returned(now.sample()));
    }
}
