package jointdit.pretrained.svd;

import java.util.Optional;
import jointdit.nn.SpatioTemporalResBlock;
import jointdit.tensor.Scope;

/**
 * The middle: residual block, transformer, residual block at the coarsest level. In diffusers
 * {@code UNetMidBlockSpatioTemporal}.
 *
 * @param scope where it stands
 * @param first residual block and transformer
 * @param last residual block
 */
record MidBlock(Scope scope, SpatioTemporalLayer first, SpatioTemporalResBlock last) implements Stage {
    private static final double EPS = 1e-5;

    static MidBlock of(Scope root, UNetSpatioTemporalConfig config) {
        var scope = root.in("mid_block");
        var level = config.levels().get(config.levels().size() - 1);
        var channels = level.channels();
        var sizes = new SpatioTemporalLayer.Sizes(channels, config.timeWidth(), EPS, Optional.of(level.transformer()));
        return new MidBlock(
                scope,
                SpatioTemporalLayer.of(scope, 0, channels, sizes),
                SpatioTemporalLayer.resnet(scope, 1, channels, sizes));
    }

    @Override
    public String name() {
        return scope.path();
    }

    @Override
    public UNetState apply(UNetState state) {
        var now = SpatioTemporalLayer.resolve(last, first.apply(state));
        return now.with(scope.returned(now.sample()));
    }
}
