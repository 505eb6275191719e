package jointdit.pretrained.svd;

import java.util.List;
import jointdit.nn.Conv;
import jointdit.nn.GroupNorm;
import jointdit.pretrained.StoredNames;
import jointdit.pretrained.unet.Stage;
import jointdit.pretrained.unet.UNetState;
import jointdit.tensor.Array;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;
import jointdit.tensor.Tensor;

/**
 * The UNet of Stable Video Diffusion; names as in diffusers.
 *
 * <pre>
 * sample    (B, F, C, H, W)  noisy latents and those of the first frame, joined
 * timestep  () or (B,)  a quarter of the logarithm of the noise level
 * context   (B, M, K)  the embedded first frame
 * ids       (B, 3)  frames per second less 1, motion, noise on the first frame
 * returns   (B, F, out, H, W)
 * </pre>
 *
 * <p>The network is {@link #begin}, its {@link #stages} one after the other, and {@link #end}.
 *
 * @see <a href="https://arxiv.org/abs/2311.15127">Blattmann et al. 2023</a>
 */
public final class UNetSpatioTemporalConditionModel {
    /** All parameters have their own names. */
    public static final StoredNames NAMES = StoredNames.OWN;

    private static final int GROUPS = 32;
    private static final double EPS = 1e-5;

    private final Scope scope;
    private final NoiseEmbedding embedding;
    private final Conv convIn;
    private final List<Stage<VideoContext>> stages;
    private final GroupNorm normOut;
    private final Conv convOut;

    private UNetSpatioTemporalConditionModel(Scope scope, UNetSpatioTemporalConfig config) {
        this.scope = scope;
        embedding = NoiseEmbedding.of(scope, config);
        convIn = Conv.same(scope.in("conv_in"), config.inputs(), config.width());
        stages = new Levels(scope, config).stages();
        normOut = GroupNorm.of(scope.in("conv_norm_out"), config.width(), GROUPS, EPS);
        convOut = Conv.same(scope.in("conv_out"), config.width(), config.outputs());
    }

    public static UNetSpatioTemporalConditionModel of(Scope scope, UNetSpatioTemporalConfig config) {
        return new UNetSpatioTemporalConditionModel(scope, config);
    }

    /** The levels on the way down, the middle, the levels on the way up. */
    public List<Stage<VideoContext>> stages() {
        return stages;
    }

    /** The state before the first stage. */
    public UNetState<VideoContext> begin(Tensor sample, Tensor timestep, Tensor context, Tensor ids) {
        var frames = sample.size(1);
        var stills = scope.constant(Array.filled(Shape.of(sample.size(0), frames), 0));
        return UNetState.first(
                convIn.apply(sample.flatten(0, 1)),
                embedding.apply(timestep, ids).repeatInterleave(frames, 0),
                new VideoContext(context.repeatInterleave(frames, 0), stills));
    }

    /** The prediction, from the state after the last stage. */
    public Tensor end(UNetState<VideoContext> state) {
        var frames = convOut.apply(normOut.apply(state.sample()).silu());
        return frames.reshape(-1, state.condition().stills().size(1), frames.size(1), frames.size(2), frames.size(3));
    }

    public Tensor apply(Tensor sample, Tensor timestep, Tensor context, Tensor ids) {
        var state = begin(sample, timestep, context, ids);
        for (var stage : stages) {
            state = stage.apply(state);
        }
        return end(state);
    }
}
