package jointdit.pretrained.audioldm2;

import static jointdit.config.Check.argument;

import java.util.List;
import jointdit.nn.Context;
import jointdit.nn.Conv;
import jointdit.nn.GroupNorm;
import jointdit.nn.SinusoidalEmbedding;
import jointdit.nn.TimestepEmbedding;
import jointdit.pretrained.StoredNames;
import jointdit.pretrained.unet.Stage;
import jointdit.pretrained.unet.UNetState;
import jointdit.tensor.Convolution;
import jointdit.tensor.Graph;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * The denoiser of AudioLDM2 ({@code AudioLDM2UNet2DConditionModel} of diffusers): every residual layer has a
 * transformer per context, of which there are two, the states of a language model and those of a text encoder.
 *
 * <pre>
 * sample    (B, C, T, M)  noisy latents
 * timestep  () or (B,)    diffusion step
 * streams   (B, N, D), (B, N', D')
 * returns   (B, C, T, M)  predicted noise
 * </pre>
 *
 * <p>The forward pass is {@link #begin}, the {@link #stages} in order, {@link #end}; whoever cuts the network runs them
 * on their own. There are as many stages down as levels, the middle, and as many up.
 *
 * @see <a href="https://arxiv.org/abs/2308.05734">Liu et al. 2023</a>
 */
public record AudioLdm2UNet(
        SinusoidalEmbedding sinusoids,
        TimestepEmbedding time,
        Conv first,
        List<Stage<List<Context>>> stages,
        GroupNorm norm,
        Conv last) {
    public static final StoredNames NAMES = StoredNames.OWN;

    public AudioLdm2UNet {
        stages = List.copyOf(stages);
    }

    public static AudioLdm2UNet of(Scope scope, AudioLdm2UNetConfig config) {
        var time = config.time();
        var finest = config.levels().get(0).channels();
        return new AudioLdm2UNet(
                SinusoidalEmbedding.of(scope, time.frequencies(), time.order(), time.shift()),
                TimestepEmbedding.of(scope.in("time_embedding"), time.frequencies(), time.width(), time.width()),
                conv(scope.in("conv_in"), config.inputs(), finest, config.kernelIn()),
                new Levels(scope, config).stages(),
                GroupNorm.of(scope.in("conv_norm_out"), finest, config.groups(), config.eps()),
                conv(scope.in("conv_out"), finest, config.outputs(), config.kernelOut()));
    }

    /**
     * The network with the contexts that the published pipeline has: inputs are sample, time, states of the language
     * model, and states of T5 with their mask (B, N).
     */
    public Graph.Network prompted() {
        return in -> List.of(
                apply(in.get(0), in.get(1), List.of(Context.of(in.get(2)), Context.masked(in.get(3), in.get(4)))));
    }

    private static Conv conv(Scope scope, int inputs, int outputs, int kernel) {
        return Conv.of(scope, inputs, outputs, Convolution.of(2, 1, kernel / 2), kernel, kernel);
    }

    /** What the first stage gets: the embedded step and the sample through the first convolution, kept as a skip. */
    public UNetState<List<Context>> begin(Tensor sample, Tensor timestep, List<Context> streams) {
        argument(!streams.isEmpty() && streams.size() <= 2, "Wanted 1 or 2 contexts, found %d", streams.size());
        var steps = timestep.reshape(-1).expand(sample.size(0));
        return UNetState.first(first.apply(sample), time.apply(sinusoids.apply(steps)), List.copyOf(streams));
    }

    /** The prediction of what the last stage returned. */
    public Tensor end(UNetState<List<Context>> state) {
        return last.apply(norm.apply(state.sample()).silu());
    }

    public Tensor apply(Tensor sample, Tensor timestep, List<Context> streams) {
        var state = begin(sample, timestep, streams);
        for (var stage : stages) {
            state = stage.apply(state);
        }
        return end(state);
    }
}
