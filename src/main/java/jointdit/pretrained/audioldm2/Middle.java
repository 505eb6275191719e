package jointdit.pretrained.audioldm2;

import jointdit.nn.ResnetBlock;
import jointdit.tensor.Scope;

/** The coarsest part: a residual layer and one more residual block. */
record Middle(Scope scope, ResidualLayer layer, ResnetBlock last) implements Stage {
    static Middle of(Scope scope, AudioLdm2UNetConfig config) {
        var level = config.coarsest();
        var sizes = config.resnet(level.channels(), level.channels());
        return new Middle(
                scope,
                ResidualLayer.of(scope, 0, sizes, level.attentions()),
                ResnetBlock.of(scope.in("resnets").in(1), sizes));
    }

    @Override
    public UNetState apply(UNetState state) {
        var informed = layer.apply(state);
        return informed.with(scope.returned(last.apply(informed.sample(), informed.time())));
    }
}
