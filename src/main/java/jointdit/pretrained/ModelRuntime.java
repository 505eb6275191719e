package jointdit.pretrained;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Programs;
import jointdit.tensor.Safetensors;
import jointdit.tensor.Scope;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;

/**
 * A published network at work: its weights, mapped once, and a program for every function and shape it was asked for
 * lately. Threads may share it.
 *
 * @param <N> type of the network
 */
public final class ModelRuntime<N> implements AutoCloseable {
    private static final Map<Path, ModelRuntime<?>> SHARED = new ConcurrentHashMap<>();
    private final Safetensors file;
    private final Function<Scope, N> build;
    private final Weights weights;
    private final Programs<Key<N>> programs;
    private String fingerprint = "";

    /** What a program is traced for; functions of one name have one use. */
    private record Key<N>(String function, List<Spec> inputs, Function<N, Graph.Network> use) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key<?> key && function.equals(key.function) && inputs.equals(key.inputs);
        }

        @Override
        public int hashCode() {
            return Objects.hash(function, inputs);
        }
    }

    /**
     * Maps the weights.
     *
     * @param build builds the network, which asks for its parameters then and not when it is applied
     * @throws IllegalArgumentException listing every tensor that is missing, superfluous or of another shape
     */
    public ModelRuntime(ModelTensors tensors, Function<Scope, N> build, Device device) {
        file = tensors.file();
        this.build = build;
        weights = tensors.weights(Graph.parameters(build), device);
        programs = new Programs<>(this::program);
    }

    /**
     * The one runtime of a folder's network in this Java process, on the CPU.
     *
     * @param build as of all callers with this folder
     */
    @SuppressWarnings("unchecked") // a file holds one network, and whoever opens it builds that one
    public static <N> ModelRuntime<N> shared(ModelFolder folder, StoredNames names, Function<Scope, N> build) {
        var file = folder.weights().toAbsolutePath().normalize();
        return (ModelRuntime<N>)
                SHARED.computeIfAbsent(file, f -> new ModelRuntime<>(ModelTensors.open(f, names), build, Device.cpu()));
    }

    /**
     * Runs a function of the network.
     *
     * @param function its name; calls of one name have the same {@code use}
     * @param use how the network is applied to the inputs; traced once for each list of their shapes
     * @return the outputs, in their order
     * @throws IllegalArgumentException if the inputs do not fit the network
     */
    public List<Array> run(String function, Function<N, Graph.Network> use, Array... inputs) {
        var specs = Arrays.stream(inputs).map(Array::spec).toList();
        return programs.with(new Key<>(function, specs, use), program -> program.run(inputs));
    }

    private Program program(Key<N> key) {
        return new Program(
                Graph.trace(Precision.FLOAT32, key.inputs, scope -> key.use.apply(build.apply(scope))), weights);
    }

    /** SHA-256 of the weights: of the file, or of all shards one after the other. */
    public synchronized String fingerprint() {
        if (fingerprint.isEmpty()) {
            fingerprint = file.fingerprint();
        }
        return fingerprint;
    }

    @Override
    public synchronized void close() {
        programs.close();
        weights.close();
    }
}
