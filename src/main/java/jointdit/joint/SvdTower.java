package jointdit.joint;

import static jointdit.config.Check.argument;

import java.util.List;
import jointdit.nn.Rotary;
import jointdit.pretrained.svd.UNetSpatioTemporalConditionModel;
import jointdit.pretrained.svd.UNetSpatioTemporalConfig;
import jointdit.pretrained.svd.UNetState;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * The UNet of Stable Video Diffusion as the video tower. Skips carry what each expert returned; what the joint block adds
 * goes on through the middle.
 *
 * <p>Own conditions: the embedded first frame (B, 1, K); frames per second less 1, motion and noise on the first frame
 * (B, 3).
 */
final class SvdTower implements Tower<UNetState> {
    private final Scope scope;
    private final UNetCut cut;
    private final UNetSpatioTemporalConfig sizes;
    private final UNetSpatioTemporalConditionModel net;
    private final LatentShape shape;
    private final int headWidth;

    SvdTower(Scope scope, TowerConfig.Svd config, JointConfig model, LatentShape shape) {
        this.scope = scope;
        this.shape = shape;
        sizes = config.sizes();
        cut = new UNetCut(config.unet().experts(), sizes.levels().size());
        headWidth = model.innerWidth() / model.heads();
        net = UNetSpatioTemporalConditionModel.of(scope, sizes);
        argument(
                sizes.inputs() == 2 * shape.videoChannels() && sizes.outputs() == shape.videoChannels(),
                "The video tower takes latents of %d channels beside those of the first frame, found %d",
                sizes.outputs(),
                shape.videoChannels());
    }

    @Override
    public UNetState input(Tensor noisy, Tensor noise, Conditions conditions) {
        var context = conditions.own().get(0).mul(conditions.hasPicture().unsqueeze(2));
        var sample = Tensor.concat(List.of(noisy, conditions.pictures(noisy.size(1))), 2);
        return enter(sample, noise, context, conditions.own().get(1));
    }

    /** The state before the first expert, of what {@link UNetSpatioTemporalConditionModel#apply} takes. */
    UNetState enter(Tensor sample, Tensor timestep, Tensor context, Tensor ids) {
        return run(cut.input(), net.begin(sample, timestep, context, ids));
    }

    private UNetState run(List<Integer> stages, UNetState state) {
        var now = state;
        for (var index : stages) {
            now = net.stages().get(index).apply(now);
        }
        return now;
    }

    @Override
    public UNetState expert(int index, UNetState state) {
        return run(cut.expert(index), state);
    }

    @Override
    public Tensor output(UNetState state) {
        return net.end(run(cut.output(), state));
    }

    @Override
    public Tensor tokens(UNetState state) {
        var maps = state.sample();
        return maps.permute(0, 2, 3, 1).reshape(clips(state), -1, maps.size(1));
    }

    @Override
    public UNetState with(UNetState state, Tensor tokens) {
        var maps = state.sample();
        var pictures = tokens.reshape(maps.size(0), maps.size(2), maps.size(3), maps.size(1));
        return state.with(pictures.permute(0, 3, 1, 2));
    }

    private static int clips(UNetState state) {
        return state.stills().size(0);
    }

    @Override
    public Tensor condition(UNetState state) {
        return state.time().reshape(clips(state), -1, conditionWidth()).select(1, 0); // the same for all frames
    }

    @Override
    public int conditionWidth() {
        return sizes.timeWidth();
    }

    @Override
    public int width(int index) {
        return sizes.levels().get(cut.level(index)).channels();
    }

    @Override
    public Rotary clock(int index) {
        return cut.video(scope, shape, index, headWidth);
    }
}
