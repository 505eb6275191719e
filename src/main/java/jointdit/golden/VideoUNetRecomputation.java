package jointdit.golden;

import static jointdit.tensor.Precision.FLOAT32;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jointdit.pretrained.svd.UNetSpatioTemporalConditionModel;
import jointdit.pretrained.svd.UNetSpatioTemporalConfig;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;

/** The UNet of Stable Video Diffusion. */
final class VideoUNetRecomputation implements Recomputation {
    private static final String OUTPUT = "output.sample";
    private static final String LOW_VARIANCE = "output.sample_lowvar";

    @Override
    public boolean fits(Golden golden) {
        return golden.isOf(UNetSpatioTemporalConfig.CLASS);
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var config = UNetSpatioTemporalConfig.read(golden.model().config());
        var inputs = Stream.of("sample", "timestep", "encoder_hidden_states", "added_time_ids")
                .map(golden::input)
                .toArray(Array[]::new);
        var graph = Graph.trace(FLOAT32, Stream.of(inputs).map(Array::spec).toList(), scope -> {
            var net = UNetSpatioTemporalConditionModel.of(scope, config);
            return in -> List.of(net.apply(in.get(0), in.get(1), in.get(2), in.get(3)));
        });
        var names = UNetSpatioTemporalConditionModel.NAMES;
        var computed = new HashMap<>(golden.run(graph, golden.weights(graph, names), List.of(OUTPUT), inputs));
        if (golden.has(LOW_VARIANCE)) {
            var low = golden.run(graph, golden.lowVariance(graph, names), List.of(LOW_VARIANCE), inputs);
            computed.put(LOW_VARIANCE, low.get(LOW_VARIANCE));
        }
        return computed;
    }
}
