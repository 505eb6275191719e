package jointdit.golden;

import java.util.List;
import java.util.Map;
import jointdit.nn.TemporalResnetBlock;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;

/** The residual block across frames, on its own. */
final class TemporalResnetRecomputation implements Recomputation {
    @Override
    public boolean fits(Golden golden) {
        return golden.name().startsWith("module_temporal_resnet");
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var config = golden.model().config();
        var input = golden.input("input_tensor");
        var time = golden.input("temb");
        var graph = Graph.trace(Precision.FLOAT32, List.of(input.spec(), time.spec()), scope -> {
            var block = TemporalResnetBlock.of(
                    scope, config.integer("channels"), config.integer("temb_channels"), config.number("eps", 1e-6));
            return in -> List.of(block.apply(in.get(0), in.get(1)));
        });
        return golden.run(graph, golden.moduleWeights(graph), List.of("output.out"), input, time);
    }
}
