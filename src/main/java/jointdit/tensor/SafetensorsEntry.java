package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.Arrays;

/**
 * What the header of a safetensors file says about one tensor.
 *
 * @param name its name, not empty
 * @param type its elements
 * @param shape its sides, none negative, empty for a scalar; read-only by agreement
 */
public record SafetensorsEntry(String name, SafetensorsType type, long... shape) {
    public SafetensorsEntry {
        argument(!name.isEmpty(), "A tensor needs a name");
        argument(
                Arrays.stream(shape).allMatch(side -> side >= 0),
                "Sides of %s must be 0 or more, found %s",
                name,
                Arrays.toString(shape));
    }

    /** Elements in all. */
    public long size() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** Bytes in the file. */
    public long bytes() {
        return Math.multiplyExact(size(), type.bytes());
    }
}
