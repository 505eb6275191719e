package jointdit.pretrained.svd;

import java.util.Optional;
import jointdit.nn.AlphaBlender;
import jointdit.nn.ResnetBlock;
import jointdit.nn.SpatioTemporalResBlock;
import jointdit.nn.TransformerSpatioTemporalModel;
import jointdit.pretrained.unet.Layer;
import jointdit.pretrained.unet.UNetState;
import jointdit.tensor.Scope;

/** Layer {@code index} of a level: a residual block and, where the level has them, a transformer. */
record SpatioTemporalLayer(SpatioTemporalResBlock resnet, Optional<TransformerSpatioTemporalModel> transformer)
        implements Layer<VideoContext> {
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
                SpatioTemporalResBlock.of(
                        scope.in("resnets").in(index),
                        new ResnetBlock.Sizes(inputs, sizes.outputs(), sizes.time(), GROUPS, sizes.eps()),
                        sizes.eps(),
                        AlphaBlender.Merge.IN_UNET),
                sizes.transformer()
                        .map(t -> TransformerSpatioTemporalModel.of(
                                scope.in("attentions").in(index), t)));
    }

    @Override
    public UNetState<VideoContext> apply(UNetState<VideoContext> state) {
        var context = state.condition();
        var resolved = resnet.apply(state.sample(), state.time(), context.stills());
        return state.with(transformer
                .map(t -> t.apply(resolved, context.tokens(), context.stills()))
                .orElse(resolved));
    }
}
