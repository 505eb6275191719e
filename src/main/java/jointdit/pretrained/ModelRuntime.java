package jointdit.pretrained;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Scope;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;

/**
 * A published network at work: its weights, mapped once, and a program for every function and shape it was asked for
 * lately. Threads may share it.
 */
public final class ModelRuntime implements AutoCloseable {
    private static final Map<Path, ModelRuntime> SHARED = new ConcurrentHashMap<>();
    private static final int BLOCK = 1 << 20;
    /** Programs that are kept; prompts of many lengths would else fill the memory with them. */
    private static final int MOST_PROGRAMS = 24;

    private final ModelTensors tensors;
    private final Device device;
    private final Map<Key, Use> programs = new LinkedHashMap<>(MOST_PROGRAMS, 0.75f, true);
    private Weights weights;
    private String fingerprint;

    /** What a program is traced for. */
    private record Key(String function, List<Spec> inputs) {}

    /** A program that is closed when nobody runs it any more. */
    private record Use(Program program, ReadWriteLock lock) {
        void close() {
            lock.writeLock().lock();
            try {
                program.close();
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    /** Maps the weights of a network when its first program asks for them. */
    public ModelRuntime(ModelTensors tensors, Device device) {
        this.tensors = tensors;
        this.device = device;
    }

    /** The one runtime of a folder's network in this Java process, on the CPU. */
    public static ModelRuntime shared(ModelFolder folder, StoredNames names) {
        var file = folder.weights().toAbsolutePath().normalize();
        return SHARED.computeIfAbsent(file, f -> new ModelRuntime(ModelTensors.open(f, names), Device.cpu()));
    }

    /**
     * Runs a function of the network.
     *
     * @param function its name; calls of one name have the same {@code network}
     * @param network builds the whole network, so that it asks for all parameters, and applies the function
     * @throws IllegalArgumentException listing the tensors that do not fit the network
     */
    public List<Array> run(String function, Function<Scope, Graph.Network> network, Array... inputs) {
        var specs = Arrays.stream(inputs).map(Array::spec).toList();
        var use = locked(new Key(function, specs), network);
        try {
            return use.program.run(inputs);
        } finally {
            use.lock.readLock().unlock();
        }
    }

    /** The program, which cannot be closed before its lock is given back. */
    private synchronized Use locked(Key key, Function<Scope, Graph.Network> network) {
        var use = programs.computeIfAbsent(key, k -> new Use(program(k.inputs, network), new ReentrantReadWriteLock()));
        use.lock.readLock().lock();
        if (programs.size() > MOST_PROGRAMS) {
            var oldest = programs.keySet().iterator().next();
            programs.remove(oldest).close();
        }
        return use;
    }

    private Program program(List<Spec> inputs, Function<Scope, Graph.Network> network) {
        var graph = Graph.trace(Precision.FLOAT32, inputs, network);
        return new Program(graph, weights(graph));
    }

    private synchronized Weights weights(Graph graph) {
        if (weights == null) {
            weights = tensors.weights(graph.parameters(), device);
        }
        return weights;
    }

    /** SHA-256 of the file of weights. */
    public synchronized String fingerprint() {
        if (fingerprint == null) {
            fingerprint = sha256(tensors.path());
        }
        return fingerprint;
    }

    private static String sha256(Path file) {
        try (var in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var block = in.readNBytes(BLOCK); block.length > 0; block = in.readNBytes(BLOCK)) {
                digest.update(block);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    @Override
    public synchronized void close() {
        programs.values().forEach(Use::close);
        programs.clear();
        if (weights != null) {
            weights.close();
            weights = null;
        }
    }
}
