package jointdit.tensor;

import static ai.djl.ndarray.types.DataType.FLOAT16;
import static ai.djl.ndarray.types.DataType.FLOAT32;
import static jointdit.config.Check.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters of a network on a device. Those of the {@link Layout} are views of one flat float32 buffer; published ones
 * that stay frozen are views of mapped files, in the type they are stored in, and take no memory of their own.
 */
public final class Weights implements AutoCloseable {
    private final Layout layout;
    private final NDManager manager;
    private final NDArray flat;
    private final Map<String, NDArray> leaves = new LinkedHashMap<>();
    /** Keeps the mappings that leaves point into. */
    private final List<Safetensors> files = new ArrayList<>();

    private Weights(Layout layout, Device device) {
        this.layout = layout;
        this.manager = Native.manager(device);
        this.flat = manager.zeros(new ai.djl.ndarray.types.Shape(layout.size()));
        layout.parameters().forEach(p -> leaves.put(p.name(), leaf(p)));
    }

    /** All zero. */
    public static Weights zeros(Layout layout, Device device) {
        return new Weights(layout, device);
    }

    /** Each parameter as its {@link Init} says, from {@code seed} and its name. */
    public static Weights initial(Layout layout, Device device, long seed) {
        var weights = zeros(layout, device);
        layout.parameters().forEach(p -> weights.set(p.name(), initial(p, seed)));
        return weights;
    }

    /**
     * Parameters that stay in the file they come from: F32 and F16 are read where they lie, through the mapping; BF16
     * and F64, which DJL has no arrays of, become float32 in memory.
     *
     * @param stored name in {@code file} of each parameter, by the parameter's name
     * @throws IllegalArgumentException if a tensor is absent, or holds integers
     */
    public static Weights mapped(Safetensors file, Map<String, String> stored, Device device) {
        var weights = zeros(Layout.frozen(List.of()), device);
        weights.map(file, stored);
        return weights;
    }

    /**
     * Adds parameters as {@link #mapped} has them, beside those of the layout. They stay frozen, and {@link #copy},
     * {@link #learning} and {@link #set} leave them out.
     *
     * @param stored name in {@code file} of each parameter, by the parameter's name
     * @throws IllegalArgumentException if a tensor is absent, or if there is a parameter of the same name
     */
    public void map(Safetensors file, Map<String, String> stored) {
        stored.forEach((name, source) -> {
            argument(!leaves.containsKey(name), "Parameter %s is there already", name);
            leaves.put(name, mapped(file, source));
        });
        files.add(file);
    }

    private NDArray mapped(Safetensors file, String name) {
        var shape = new ai.djl.ndarray.types.Shape(file.shape(name));
        var leaf = switch (file.entry(name).type()) {
            case F32 -> manager.create((Buffer) file.bytes(name), shape, FLOAT32);
            case F16 -> manager.create((Buffer) file.bytes(name), shape, FLOAT16);
            case BF16, F64, I64, I32, I16, I8, U8, BOOL -> manager.create(file.floats(name), shape);
        };
        leaf.setName("ps[]");
        return leaf;
    }

    private static FloatBuffer initial(Parameter parameter, long seed) {
        var values = new float[Math.toIntExact(parameter.shape().elements())];
        parameter.init().fill(values, Noise.seed(seed, parameter.name()));
        return FloatBuffer.wrap(values);
    }

    private NDArray leaf(Parameter parameter) {
        var span = layout.span(parameter.name());
        try (var part = flat.get(new NDIndex("{}:{}", span.start(), span.start() + span.length()));
                var shaped = part.reshape(
                        new ai.djl.ndarray.types.Shape(parameter.shape().longs()))) {
            var leaf = shaped.stopGradient();
            leaf.setRequiresGradient(layout.learns(parameter.name()));
            leaf.setName("ps[]");
            return leaf;
        }
    }

    public Layout layout() {
        return layout;
    }

    /** Values of one parameter, a copy. */
    public float[] floats(String name) {
        return Native.floats(leaf(name));
    }

    /** Elements of one parameter. */
    long elements(String name) {
        return leaf(name).size();
    }

    boolean isHalf(String name) {
        return leaf(name).getDataType() == FLOAT16;
    }

    /** Overwrites one parameter. */
    public void set(String name, FloatBuffer values) {
        var span = layout.span(name);
        argument(
                values.remaining() == span.length(),
                "Parameter %s has %d elements, found %d",
                name,
                span.length(),
                values.remaining());
        Native.write(leaf(name), values);
    }

    /** The learning part, a copy. */
    public float[] learning() {
        try (var part = flat.get(new NDIndex(":{}", layout.learning()))) {
            return Native.floats(part);
        }
    }

    /** Overwrites the learning part. */
    public void setLearning(float[] values) {
        argument(values.length == layout.learning(), "Wanted %d values, found %d", layout.learning(), values.length);
        try (var part = flat.get(new NDIndex(":{}", layout.learning()))) {
            Native.write(part, FloatBuffer.wrap(values));
        }
    }

    /** A second set of the same values and layout, without what is mapped. */
    public Weights copy() {
        return copy(Native.device(manager));
    }

    /** The same in the memory of another device. */
    public Weights copy(Device device) {
        var copy = zeros(layout, device);
        layout.parameters().forEach(p -> copy.set(p.name(), FloatBuffer.wrap(floats(p.name()))));
        return copy;
    }

    /** Handles that are alive on this buffer's manager; constant while training. */
    int handles() {
        return manager.getManagedArrays().size();
    }

    NDArray leaf(String name) {
        argument(leaves.containsKey(name), "Wanted parameter %s, the weights have none of this name", name);
        return leaves.get(name);
    }

    NDArray flat() {
        return flat;
    }

    NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }
}
