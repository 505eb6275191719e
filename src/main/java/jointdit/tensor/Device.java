package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.io.Serializable;

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

    ai.djl.Device djl() {
        return kind == Kind.CPU ? ai.djl.Device.cpu() : ai.djl.Device.gpu(index);
    }
}
