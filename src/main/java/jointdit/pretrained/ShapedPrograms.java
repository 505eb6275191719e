package jointdit.pretrained;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Scope;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;

/**
 * A published network that takes inputs of any shape: one program for each shape that comes, all on the same mapped
 * weights. The programs used last are kept. Weights are opened with the first input. One call at a time.
 */
public final class ShapedPrograms implements AutoCloseable {
    private static final int KEPT = 16;

    private final ModelFolder folder;
    private final StoredNames names;
    private final Device device;
    private final Function<Scope, Graph.Network> network;
    private final Map<List<Spec>, Program> programs = new LinkedHashMap<>(KEPT, 0.75f, true);
    private Optional<Weights> weights = Optional.empty();

    /**
     * Remembers how to build the network.
     *
     * @param network asks for the same parameters whatever the shapes
     */
    public ShapedPrograms(
            ModelFolder folder, StoredNames names, Device device, Function<Scope, Graph.Network> network) {
        this.folder = folder;
        this.names = names;
        this.device = device;
        this.network = network;
    }

    /**
     * Runs the network.
     *
     * @throws IllegalArgumentException if the folder's tensors are not those of the network
     */
    public synchronized List<Array> run(Array... inputs) {
        var specs = Stream.of(inputs).map(Array::spec).toList();
        return program(specs).run(inputs);
    }

    private Program program(List<Spec> specs) {
        var known = programs.get(specs);
        if (known != null) {
            return known;
        }
        var graph = Graph.trace(Precision.FLOAT32, specs, network);
        if (weights.isEmpty()) {
            weights = Optional.of(folder.tensors(names).weights(graph.parameters(), device));
        }
        if (programs.size() == KEPT) {
            programs.remove(programs.keySet().iterator().next()).close();
        }
        var program = new Program(graph, weights.get());
        programs.put(specs, program);
        return program;
    }

    @Override
    public synchronized void close() {
        programs.values().forEach(Program::close);
        programs.clear();
        weights.ifPresent(Weights::close);
        weights = Optional.empty();
    }
}
