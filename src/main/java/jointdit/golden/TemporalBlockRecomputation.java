package jointdit.golden;

import static jointdit.tensor.Precision.FLOAT32;

import java.util.List;
import java.util.Map;
import jointdit.nn.CrossAttention;
import jointdit.nn.TemporalBasicTransformerBlock;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;

/** The transformer block over time, on its own. */
final class TemporalBlockRecomputation implements Recomputation {
    @Override
    public boolean fits(Golden golden) {
        return golden.name().startsWith("module_temporal_basic_block");
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var config = golden.model().config();
        config.only("time_mix_inner_dim", config.integer("dim"));
        var tokens = golden.input("hidden_states");
        var context = golden.input("encoder_hidden_states");
        var graph = Graph.trace(FLOAT32, List.of(tokens.spec(), context.spec()), scope -> {
            var sizes = new CrossAttention.Sizes(
                    config.integer("dim"),
                    config.integer("cross_attention_dim"),
                    config.integer("heads"),
                    config.integer("head_dim"));
            var block = TemporalBasicTransformerBlock.of(scope, sizes);
            return in -> List.of(block.apply(in.get(0), in.get(1), config.integer("num_frames")));
        });
        return golden.run(graph, golden.moduleWeights(graph), List.of("output.out"), tokens, context);
    }
}
