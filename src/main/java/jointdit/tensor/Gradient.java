package jointdit.tensor;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Gradient of a scalar by the learning weights, flat in the order of their layout, on the device. Its memory is used
 * again by later gradients of the same program once it is closed.
 */
public final class Gradient implements AutoCloseable {
    private final NDArray flat;
    private final List<Array> outputs;
    private final Consumer<NDArray> back;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** {@code back} gets the buffer when this is closed. */
    Gradient(NDArray flat, List<Array> outputs, Consumer<NDArray> back) {
        this.flat = flat;
        this.outputs = List.copyOf(outputs);
        this.back = back;
    }

    /** Outputs of the program, the scalar first. */
    public List<Array> outputs() {
        return outputs;
    }

    /** The scalar. */
    public float loss() {
        return outputs.get(0).floats()[0];
    }

    /** All partial derivatives, a copy. */
    public float[] floats() {
        return Native.floats(flat);
    }

    /** Overwrites the partial derivatives, e.g. with their mean over replicas. */
    public void set(float[] values) {
        Native.write(flat, FloatBuffer.wrap(values));
    }

    NDArray flat() {
        return flat;
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            back.accept(flat);
        }
    }
}
