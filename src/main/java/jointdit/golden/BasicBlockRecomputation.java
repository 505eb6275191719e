package jointdit.golden;

import java.util.List;
import java.util.Map;
import jointdit.nn.BasicTransformerBlock;
import jointdit.nn.CrossAttention;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;

/** The transformer block of latent diffusion UNets, on its own. */
final class BasicBlockRecomputation implements Recomputation {
    @Override
    public boolean fits(Golden golden) {
        return golden.name().startsWith("module_basic_block");
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var config = golden.model().config();
        var tokens = golden.input("hidden_states");
        var context = golden.input("encoder_hidden_states");
        var sizes = new CrossAttention.Sizes(
                config.integer("dim"),
                config.integer("cross_attention_dim"),
                config.integer("heads"),
                config.integer("head_dim"));
        var graph = Graph.trace(Precision.FLOAT32, List.of(tokens.spec(), context.spec()), scope -> {
            var block = BasicTransformerBlock.of(scope, sizes);
            return in -> List.of(block.apply(in.get(0), in.get(1)));
        });
        return golden.run(graph, golden.moduleWeights(graph), List.of("output.out"), tokens, context);
    }
}
