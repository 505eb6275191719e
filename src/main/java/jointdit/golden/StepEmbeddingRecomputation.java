package jointdit.golden;

import static jointdit.config.Check.argument;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jointdit.nn.SinusoidalEmbedding;
import jointdit.nn.SinusoidalEmbedding.Order;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;

/** Sinusoids of steps, in every width and order that the names of the outputs ask for. */
final class StepEmbeddingRecomputation implements Recomputation {
    private static final Pattern NAME = Pattern.compile("output\\.emb_(\\w+?)_dim(\\d+)_flip([01])(?:_shift(\\d+))?");

    @Override
    public boolean fits(Golden golden) {
        return golden.name().startsWith("module_timestep_embedding");
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var all = new HashMap<String, Array>();
        golden.wanted().forEach(name -> all.putAll(embedded(golden, name)));
        return all;
    }

    private static Map<String, Array> embedded(Golden golden, String name) {
        var parts = NAME.matcher(name);
        argument(parts.matches(), "Wanted a name like output.emb_int_dim32_flip1_shift1, found %s", name);
        var steps = golden.input("timesteps_" + parts.group(1));
        var width = Integer.parseInt(parts.group(2));
        var order = "1".equals(parts.group(3)) ? Order.COSINES_FIRST : Order.SINES_FIRST;
        var shift = parts.group(4) == null ? 0 : Integer.parseInt(parts.group(4));
        var graph = Graph.trace(Precision.FLOAT32, List.of(steps.spec()), scope -> {
            var embedding = SinusoidalEmbedding.of(scope, width, order, shift);
            return in -> List.of(embedding.apply(in.get(0)));
        });
        return golden.run(graph, Formula.noWeights(), List.of(name), steps);
    }
}
