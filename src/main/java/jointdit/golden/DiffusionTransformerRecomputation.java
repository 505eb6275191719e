package jointdit.golden;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import jointdit.pretrained.ModelTensors;
import jointdit.pretrained.StoredNames;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.tensor.Tensor;

/** The published diffusion transformer, plain and guided. */
final class DiffusionTransformerRecomputation implements Recomputation {
    private static final double GUIDANCE = 4;

    @Override
    public boolean fits(Golden golden) {
        return golden.name().startsWith("dit_");
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var all = new HashMap<>(
                run(golden, "output.cfg", (dit, in) -> dit.guided(in.get(0), in.get(1), in.get(2), GUIDANCE)));
        all.putAll(run(golden, "output.out", (dit, in) -> dit.apply(in.get(0), in.get(1), in.get(2))));
        return all;
    }

    private static Map<String, Array> run(
            Golden golden, String output, BiFunction<DiffusionTransformer, List<Tensor>, Tensor> call) {
        var inputs = Stream.of("x", "t", "y").map(golden::input).toArray(Array[]::new);
        var specs = Stream.of(inputs).map(Array::spec).toList();
        var graph = Graph.trace(Precision.FLOAT32, specs, scope -> {
            var sizes = DiffusionTransformer.Sizes.read(golden.model().config());
            var dit = new DiffusionTransformer(scope, sizes);
            return in -> List.of(call.apply(dit, in));
        });
        var tensors = ModelTensors.open(golden.folder().resolve("dit.safetensors"), StoredNames.OWN);
        return golden.run(graph, tensors.weights(graph.parameters(), Device.cpu()), List.of(output), inputs);
    }
}
