package jointdit.pretrained.svd;

import java.util.Optional;
import jointdit.nn.AlphaBlender;
import jointdit.nn.ResnetBlock;
import jointdit.nn.SpatioTemporalResBlock;
import jointdit.nn.TransformerSpatioTemporalModel;
import jointdit.tensor.Scope;

/** Layer {@code index} of a level: a residual block and, where the level has them, a transformer. */
record SpatioTemporalLayer(SpatioTemporalResBlock resnet, Optional<TransformerSpatioTemporalModel> transformer) {
    private static final int GROUPS = 32;

    /**
     * What the layers of a level share.
     *
     * @param outputs channels out
     * @param time width of the embedded time
     * @param eps of the residual blocks' norms
     * @param transformer sizes of the transformers, if there are any
     */
    record Sizes(int outputs, int time, double eps, Optional<TransformerSpatioTemporalModel.Sizes> transformer) {}

    static SpatioTemporalLayer of(Scope scope, int index, int inputs, Sizes sizes) {
        return new SpatioTemporalLayer(
                resnet(scope, index, inputs, sizes),
                sizes.transformer()
                        .map(t -> TransformerSpatioTemporalModel.of(
                                scope.in("attentions").in(index), t)));
    }

    static SpatioTemporalResBlock resnet(Scope scope, int index, int inputs, Sizes sizes) {
        return SpatioTemporalResBlock.of(
                scope.in("resnets").in(index),
                new ResnetBlock.Sizes(inputs, sizes.outputs(), sizes.time(), GROUPS, sizes.eps()),
                sizes.eps(),
                AlphaBlender.Merge.IN_UNET);
    }

    UNetState apply(UNetState state) {
        var resolved = resolve(resnet, state);
        return transformer
                .map(t -> resolved.with(t.apply(resolved.sample(), state.context(), state.stills())))
                .orElse(resolved);
    }

    static UNetState resolve(SpatioTemporalResBlock resnet, UNetState state) {
        return state.with(resnet.apply(state.sample(), state.time(), state.stills()));
    }
}
