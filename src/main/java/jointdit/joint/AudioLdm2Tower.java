package jointdit.joint;

import static jointdit.config.Check.argument;

import java.util.List;
import jointdit.nn.Context;
import jointdit.nn.Rotary;
import jointdit.pretrained.audioldm2.AudioLdm2UNet;
import jointdit.pretrained.audioldm2.AudioLdm2UNetConfig;
import jointdit.pretrained.audioldm2.UNetState;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * The UNet of AudioLDM2 as the audio tower. Skips carry what each expert returned; what the joint block adds goes on
 * through the middle.
 *
 * <p>Own conditions: states of the language model (B, N, D); states of T5 (B, M, E) with their mask (B, M), 1 for tokens
 * and 0 for padding. Of a dropped text they are those of the empty text.
 */
final class AudioLdm2Tower implements Tower<UNetState> {
    private final Scope scope;
    private final UNetCut cut;
    private final AudioLdm2UNetConfig sizes;
    private final AudioLdm2UNet net;
    private final LatentShape shape;
    private final int headWidth;

    AudioLdm2Tower(Scope scope, TowerConfig.Audioldm2 config, JointConfig model, LatentShape shape) {
        this.scope = scope;
        this.shape = shape;
        sizes = config.sizes();
        cut = new UNetCut(config.unet().experts(), sizes.levels().size());
        headWidth = model.innerWidth() / model.heads();
        net = AudioLdm2UNet.of(scope, sizes);
        argument(
                sizes.inputs() == shape.audioChannels() && sizes.outputs() == shape.audioChannels(),
                "The audio tower takes latents of %d channels, found %d",
                sizes.inputs(),
                shape.audioChannels());
    }

    @Override
    public UNetState input(Tensor noisy, Tensor noise, Conditions conditions) {
        var own = conditions.own();
        return enter(noisy, noise, List.of(Context.of(own.get(0)), Context.masked(own.get(1), own.get(2))));
    }

    /** The state before the first expert, of what {@link AudioLdm2UNet#apply} takes. */
    UNetState enter(Tensor sample, Tensor timestep, List<Context> streams) {
        return run(cut.input(), net.enter(sample, timestep, streams));
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
        return net.leave(run(cut.output(), state));
    }

    @Override
    public Tensor tokens(UNetState state) {
        return state.sample().permute(0, 2, 3, 1).flatten(1, 2);
    }

    @Override
    public UNetState with(UNetState state, Tensor tokens) {
        var maps = state.sample();
        var pictures = tokens.reshape(maps.size(0), maps.size(2), maps.size(3), maps.size(1));
        return state.with(pictures.permute(0, 3, 1, 2));
    }

    @Override
    public Tensor condition(UNetState state) {
        return state.time();
    }

    @Override
    public int conditionWidth() {
        return sizes.time().width();
    }

    @Override
    public int width(int index) {
        return sizes.levels().get(cut.level(index)).channels();
    }

    @Override
    public Rotary clock(int index) {
        return cut.audio(scope, shape, index, headWidth);
    }
}
