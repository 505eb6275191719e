package jointdit.joint;

import static jointdit.config.Check.argument;

import java.util.List;
import jointdit.nn.Context;
import jointdit.nn.Rotary;
import jointdit.pretrained.audioldm2.AudioLdm2UNet;
import jointdit.pretrained.audioldm2.AudioLdm2UNetConfig;
import jointdit.pretrained.unet.UNetState;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * The UNet of AudioLDM2 as the audio tower.
 *
 * <p>Own conditions: states of the language model (B, N, D); states of T5 (B, M, E) with their mask (B, M), 1 for
 * tokens and 0 for padding. Of a dropped text they are those of the empty text.
 */
final class AudioLdm2Tower implements Tower<UNetState<List<Context>>> {
    private final Scope scope;
    private final AudioLdm2UNetConfig sizes;
    private final AudioLdm2UNet net;
    private final CutUNet<List<Context>> unet;
    private final LatentShape shape;
    private final int headWidth;

    AudioLdm2Tower(Scope scope, TowerConfig.Audioldm2 config, JointConfig model, LatentShape shape) {
        this.scope = scope;
        this.shape = shape;
        sizes = config.sizes();
        headWidth = model.innerWidth() / model.heads();
        net = AudioLdm2UNet.of(scope, sizes);
        var cut = new UNetCut(config.unet().experts(), sizes.levels().size());
        unet = new CutUNet<>(cut, net.stages());
        argument(
                sizes.inputs() == shape.audioChannels() && sizes.outputs() == shape.audioChannels(),
                "The audio tower takes latents of %d channels, found %d",
                sizes.inputs(),
                shape.audioChannels());
    }

    @Override
    public UNetState<List<Context>> input(Tensor noisy, Tensor noise, Conditions conditions) {
        var own = conditions.own();
        return enter(noisy, noise, List.of(Context.of(own.get(0)), Context.masked(own.get(1), own.get(2))));
    }

    /** The state before the first expert, of what {@link AudioLdm2UNet#apply} takes. */
    UNetState<List<Context>> enter(Tensor sample, Tensor timestep, List<Context> streams) {
        return unet.input(net.begin(sample, timestep, streams));
    }

    @Override
    public UNetState<List<Context>> expert(int index, UNetState<List<Context>> state) {
        return unet.expert(index, state);
    }

    @Override
    public Tensor output(UNetState<List<Context>> state) {
        return net.end(unet.output(state));
    }

    @Override
    public Tensor tokens(UNetState<List<Context>> state) {
        return unet.tokens(state, state.sample().size(0));
    }

    @Override
    public UNetState<List<Context>> with(UNetState<List<Context>> state, Tensor tokens) {
        return unet.with(state, tokens);
    }

    @Override
    public Tensor condition(UNetState<List<Context>> state) {
        return state.time();
    }

    @Override
    public int conditionWidth() {
        return sizes.time().width();
    }

    @Override
    public int width(int index) {
        return sizes.levels().get(unet.cut().level(index)).channels();
    }

    @Override
    public Rotary clock(int index) {
        return unet.cut().audio(scope, shape, index, headWidth);
    }
}
