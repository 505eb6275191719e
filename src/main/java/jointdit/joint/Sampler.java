package jointdit.joint;

import java.util.List;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;

/** Traces the clean estimate of a JointDiT, for sampling. */
public final class Sampler {
    private Sampler() {}

    /** Graph of {@link JointDiT#denoise} for batches of {@code clips}; inputs as {@link JointDiT#inputs}. */
    public static Graph trace(JointConfig config, LatentShape shape, int clips, Precision precision) {
        return Graph.trace(precision, JointDiT.inputs(config, shape, clips), scope -> {
            var model = JointDiT.of(scope, config, shape);
            return in -> List.copyOf(model.denoise(in));
        });
    }
}
