package jointdit.job;

import java.util.List;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.svd.UNetSpatioTemporalConditionModel;
import jointdit.pretrained.svd.UNetSpatioTemporalConfig;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.tensor.Spec;

/** The first level of Stable Video Diffusion's UNet going down, with what stands before it. */
final class BenchLevel {
    private BenchLevel() {}

    /** For one clip. */
    static BenchWork of(BenchPretrainedConfig config) {
        var unet = finest(UNetSpatioTemporalConfig.read(ModelConfig.shipped(config.unet())));
        var context = unet.levels().get(0).transformer().contextWidth();
        var inputs = List.of(
                Spec.floats(1, config.frames(), unet.inputs(), config.level(), config.level()),
                Spec.floats(),
                Spec.floats(1, 1, context),
                Spec.floats(1, unet.ids()));
        return new BenchForward(Graph.trace(Precision.FLOAT32, inputs, scope -> {
            var network = UNetSpatioTemporalConditionModel.of(scope, unet);
            return in -> {
                var state = network.begin(in.get(0), in.get(1), in.get(2), in.get(3));
                return List.of(network.stages().get(0).apply(state).sample());
            };
        }));
    }

    /** The network of the two finest levels has the same first one, and a tenth of the weights. */
    private static UNetSpatioTemporalConfig finest(UNetSpatioTemporalConfig whole) {
        var levels = whole.levels().subList(0, Math.min(2, whole.levels().size()));
        return new UNetSpatioTemporalConfig(whole.inputs(), whole.outputs(), levels, whole.idWidth(), whole.ids());
    }
}
