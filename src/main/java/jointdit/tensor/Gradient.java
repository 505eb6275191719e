package jointdit.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Gradient of a scalar by the learning weights, flat in the order of their layout, on the device. Its memory is used
 * again by later gradients of the same program once it is closed.
 */
public final class Gradient implements AutoCloseable {
    /** Values changed at a time, 256 MiB: where they lie on a GPU, a copy of a piece is made. */
    private static final long PIECE = 1L << 26;

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

    /**
     * Lets {@code change} overwrite the partial derivatives, e.g. with their mean over replicas, in pieces from the
     * first to the last: a buffer holds fewer values than a gradient may have.
     */
    public void change(Consumer<FloatBuffer> change) {
        change(change, PIECE);
    }

    void change(Consumer<FloatBuffer> change, long most) {
        for (long start = 0; start < flat.size(); start += most) {
            try (var piece = flat.get(new NDIndex("{}:{}", start, Math.min(flat.size(), start + most)))) {
                Native.change(piece, change);
            }
        }
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
