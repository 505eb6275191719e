package jointdit.tensor;

import static jointdit.config.Check.argument;

import ai.djl.engine.Engine;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a program runs.
 *
 * @param kind CPU or GPU
 * @param index number of the GPU, 0 for the CPU
 */
public record Device(Kind kind, int index) implements Serializable {
    /** Kind of processor. */
    public enum Kind {
        CPU,
        GPU
    }

    public Device {
        argument(index >= 0, "A device number must not be negative, found %d", index);
    }

    public static Device cpu() {
        return new Device(Kind.CPU, 0);
    }

    public static Device gpu(int index) {
        return new Device(Kind.GPU, index);
    }

    /** Those GPUs of this machine that the libtorch at hand can use. */
    public static List<Device> gpus() {
        return IntStream.range(0, Engine.getEngine("PyTorch").getGpuCount())
                .mapToObj(Device::gpu)
                .toList();
    }

    ai.djl.Device djl() {
        return kind == Kind.CPU ? ai.djl.Device.cpu() : ai.djl.Device.gpu(index);
    }
}
