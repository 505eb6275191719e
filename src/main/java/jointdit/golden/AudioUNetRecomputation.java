package jointdit.golden;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jointdit.nn.Context;
import jointdit.pretrained.audioldm2.AudioLdm2UNet;
import jointdit.pretrained.audioldm2.AudioLdm2UNetConfig;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.tensor.Tensor;

/** The denoiser of AudioLDM2: with masks, without, and with scaled weights. */
final class AudioUNetRecomputation implements Recomputation {
    private static final List<String> PLAIN = List.of("sample", "timestep");
    private static final List<String> STREAMS = List.of("encoder_hidden_states", "encoder_hidden_states_1");
    private static final List<String> MASKS = List.of("encoder_attention_mask", "encoder_attention_mask_1");

    @Override
    public boolean fits(Golden golden) {
        return golden.isOf("AudioLDM2UNet2DConditionModel");
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var masks = MASKS.stream().filter(m -> golden.has("input." + m)).toList();
        var masked = graph(golden, masks);
        var open = graph(golden, List.of());
        var names = AudioLdm2UNet.NAMES;
        var all = new HashMap<String, Array>();
        all.putAll(golden.run(
                open, golden.weights(open, names), List.of("output.sample_nomask"), inputs(golden, List.of())));
        all.putAll(golden.run(
                masked, golden.lowVariance(masked, names), List.of("output.sample_lowvar"), inputs(golden, masks)));
        all.putAll(golden.run(masked, golden.weights(masked, names), List.of("output.sample"), inputs(golden, masks)));
        return all;
    }

    private static Array[] inputs(Golden golden, List<String> masks) {
        return names(masks).stream().map(golden::input).toArray(Array[]::new);
    }

    private static List<String> names(List<String> masks) {
        return Stream.of(PLAIN, STREAMS, masks).flatMap(List::stream).toList();
    }

    private static Graph graph(Golden golden, List<String> masks) {
        var specs = Stream.of(inputs(golden, masks)).map(Array::spec).toList();
        return Graph.trace(Precision.FLOAT32, specs, scope -> {
            var unet = AudioLdm2UNet.of(
                    scope, AudioLdm2UNetConfig.read(golden.model().config()));
            return in -> List.of(unet.apply(in.get(0), in.get(1), streams(in, masks)));
        });
    }

    private static List<Context> streams(List<Tensor> in, List<String> masks) {
        var names = names(masks);
        return IntStream.range(0, STREAMS.size())
                .mapToObj(i -> {
                    var tokens = in.get(names.indexOf(STREAMS.get(i)));
                    var mask = names.indexOf(MASKS.get(i));
                    return mask < 0 ? Context.of(tokens) : Context.masked(tokens, in.get(mask));
                })
                .toList();
    }
}
