package jointdit.tensor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Consumer;

/** The few calls into DJL that the package needs. */
final class Native {
    static {
        Allocator.keepFreedMemory();
    }

    private Native() {}

    static NDManager manager(Device device) {
        return Engine.getEngine("PyTorch").newBaseManager(device.djl());
    }

    static Device device(NDManager manager) {
        var device = manager.getDevice();
        return device.isGpu() ? Device.gpu(device.getDeviceId()) : Device.cpu();
    }

    static PtSymbolBlock load(NDManager manager, byte[] archive) {
        try {
            return JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot load a TorchScript archive from memory", e);
        }
    }

    /** Names of a module's parameters, dotted. */
    static List<String> parameterNames(PtSymbolBlock block, NDManager manager) {
        return JniUtils.moduleGetParams(block, (PtNDManager) manager).stream()
                .map(NDArray::getName)
                .toList();
    }

    /** Runs a method without recording gradients. */
    static NDList infer(PtSymbolBlock block, NDList inputs) {
        JniUtils.setGraphExecutorOptimize(false);
        return IValueUtils.forward(block, inputs, false);
    }

    /** Runs a method that calls {@code torch.grad} itself. */
    static NDList differentiate(PtSymbolBlock block, NDList inputs) {
        var before = JniUtils.isGradMode();
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setGradMode(true);
        try {
            return IValueUtils.forward(block, inputs, true);
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    static NDArray create(NDManager manager, Array array) {
        var shape = new Shape(array.shape().longs());
        return array.spec().type() == DataType.INT64
                ? manager.create(array.longs(), shape)
                : manager.create(array.floats(), shape);
    }

    static Array read(NDArray array) {
        var sizes = new int[array.getShape().dimension()];
        for (var i = 0; i < sizes.length; i++) {
            sizes[i] = Math.toIntExact(array.getShape().get(i));
        }
        var shape = jointdit.tensor.Shape.of(sizes);
        return array.getDataType() == ai.djl.ndarray.types.DataType.INT64
                ? Array.ofLongs(shape, array.toLongArray())
                : Array.of(shape, floats(array));
    }

    static float[] floats(NDArray array) {
        return array.toFloatArray();
    }

    /** Writes in place, so that views of the same memory see it. */
    static void write(NDArray target, FloatBuffer values) {
        change(target, place -> place.put(values.duplicate()));
    }

    /** Lets {@code change} overwrite values where they lie, so that views see it; on a GPU by way of a copy. */
    static void change(NDArray target, Consumer<FloatBuffer> change) {
        if (target.getDevice().isGpu()) {
            try (var here = target.toDevice(ai.djl.Device.cpu(), true)) {
                change.accept(here.toByteBuffer(true).asFloatBuffer());
                here.copyTo(target);
            }
        } else {
            change.accept(target.toByteBuffer(true).asFloatBuffer());
        }
    }
}
