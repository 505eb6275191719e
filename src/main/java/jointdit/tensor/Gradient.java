package jointdit.tensor;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import java.util.List;

/** Gradient of a scalar by the learning weights, flat in the order of their layout, on the device. */
public final class Gradient implements AutoCloseable {
    private final NDArray flat;
    private final List<Array> outputs;

    Gradient(NDArray flat, List<Array> outputs) {
        this.flat = flat;
        this.outputs = List.copyOf(outputs);
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
        flat.close();
    }
}
