package jointdit.nn;

import java.util.List;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import org.junit.jupiter.api.Test;

class BasicTransformerBlockTest {
    @Test
    void agreesWithDiffusers() {
        var golden = Golden.of("module_basic_block");
        var tokens = golden.value("input.hidden_states");
        var context = golden.value("input.encoder_hidden_states");
        var graph = Graph.trace(Precision.FLOAT32, List.of(tokens.spec(), context.spec()), scope -> {
            var block = BasicTransformerBlock.of(scope, new CrossAttention.Sizes(32, 20, 4, 8));
            return in -> List.of(block.apply(in.get(0), in.get(1)));
        });
        golden.assertMatches(
                "output.out",
                golden.run(graph, "module.safetensors", tokens, context).get(0));
    }
}
