package jointdit.tensor;

import static jointdit.config.Check.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters of a network in one flat float32 buffer on a device; each parameter is a view of it. */
public final class Weights implements AutoCloseable {
    private final Layout layout;
    private final NDManager manager;
    private final NDArray flat;
    private final Map<String, NDArray> leaves = new LinkedHashMap<>();

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

    /** A second set of the same values and layout. */
    public Weights copy() {
        var copy = zeros(layout, Native.device(manager));
        layout.parameters().forEach(p -> copy.set(p.name(), FloatBuffer.wrap(floats(p.name()))));
        return copy;
    }

    /** Handles that are alive on this buffer's manager; constant while training. */
    int handles() {
        return manager.getManagedArrays().size();
    }

    NDArray leaf(String name) {
        layout.span(name);
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
