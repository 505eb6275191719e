package jointdit.joint;

import static jointdit.config.Check.argument;

import java.util.List;
import jointdit.nn.Rotary;
import jointdit.pretrained.svd.UNetSpatioTemporalConditionModel;
import jointdit.pretrained.svd.UNetSpatioTemporalConfig;
import jointdit.pretrained.svd.VideoContext;
import jointdit.pretrained.unet.UNetState;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * The UNet of Stable Video Diffusion as the video tower.
 *
 * <p>Own conditions: the embedded first frame (B, 1, K); frames per second less 1, motion and noise on the first frame
 * (B, 3).
 */
final class SvdTower implements Tower<UNetState<VideoContext>> {
    private final Scope scope;
    private final UNetSpatioTemporalConfig sizes;
    private final UNetSpatioTemporalConditionModel net;
    private final CutUNet<VideoContext> unet;
    private final LatentShape shape;
    private final int headWidth;
    private final double scalingFactor;

    SvdTower(Scope scope, TowerConfig.Svd config, JointConfig model, LatentShape shape) {
        this.scope = scope;
        this.shape = shape;
        sizes = config.sizes();
        scalingFactor = config.scalingFactor();
        headWidth = model.innerWidth() / model.heads();
        net = UNetSpatioTemporalConditionModel.of(scope, sizes);
        var cut = new UNetCut(config.unet().experts(), sizes.levels().size());
        unet = new CutUNet<>(cut, net.stages());
        argument(
                sizes.inputs() == 2 * shape.videoChannels() && sizes.outputs() == shape.videoChannels(),
                "The video tower takes latents of %d channels beside those of the first frame, found %d",
                sizes.outputs(),
                shape.videoChannels());
    }

    @Override
    public UNetState<VideoContext> input(Tensor noisy, Tensor noise, Conditions conditions) {
        var context = conditions.own().get(0).mul(conditions.hasPicture().unsqueeze(2));
        var pictures = conditions.pictures(noisy.size(1)).div(scalingFactor);
        var sample = Tensor.concat(List.of(noisy, pictures), 2);
        return enter(sample, noise, context, conditions.own().get(1));
    }

    /** The state before the first expert, of what {@link UNetSpatioTemporalConditionModel#apply} takes. */
    UNetState<VideoContext> enter(Tensor sample, Tensor timestep, Tensor context, Tensor ids) {
        return unet.input(net.begin(sample, timestep, context, ids));
    }

    @Override
    public UNetState<VideoContext> expert(int index, UNetState<VideoContext> state) {
        return unet.expert(index, state);
    }

    @Override
    public Tensor output(UNetState<VideoContext> state) {
        return net.end(unet.output(state));
    }

    @Override
    public Tensor tokens(UNetState<VideoContext> state) {
        return unet.tokens(state, clips(state));
    }

    @Override
    public UNetState<VideoContext> with(UNetState<VideoContext> state, Tensor tokens) {
        return unet.with(state, tokens);
    }

    private static int clips(UNetState<VideoContext> state) {
        return state.condition().stills().size(0);
    }

    @Override
    public Tensor condition(UNetState<VideoContext> state) {
        return state.time().reshape(clips(state), -1, conditionWidth()).select(1, 0); // the same for all frames
    }

    @Override
    public int conditionWidth() {
        return sizes.timeWidth();
    }

    @Override
    public int width(int index) {
        return sizes.levels().get(unet.cut().level(index)).channels();
    }

    @Override
    public Rotary clock(int index) {
        return unet.cut().video(scope, shape, index, headWidth);
    }
}
