package jointdit.job;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import jointdit.tensor.Half;
import jointdit.tensor.Safetensors;
import jointdit.tensor.SafetensorsEntry;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.SafetensorsWriter;

/**
 * Weights in the precision they are handed on in.
 *
 * @param from weights of a checkpoint, all of them floats
 * @param precision of the file
 */
record HubWeights(Safetensors from, HubPrecision precision) {
    /** How a weight is stored. */
    enum HubPrecision {
        FLOAT32(SafetensorsType.F32, Optional.empty()),
        FLOAT16(SafetensorsType.F16, Optional.of(Half.FLOAT16)),
        BFLOAT16(SafetensorsType.BF16, Optional.of(Half.BFLOAT16));

        private final SafetensorsType type;
        private final Optional<Half> half;

        HubPrecision(SafetensorsType type, Optional<Half> half) {
            this.type = type;
            this.half = half;
        }

        private boolean holds(float value) {
            return Float.isFinite(half.map(h -> h.widen(h.narrow(value))).orElse(value));
        }
    }

    /**
     * Writes the file, which appears once it is whole.
     *
     * @throws IllegalArgumentException if a weight is not finite, or past the range of the precision
     */
    void write(Path file) throws IOException {
        var entries = from.names().stream()
                .map(name -> new SafetensorsEntry(name, precision.type, from.shape(name)))
                .toList();
        try (var writer = SafetensorsWriter.to(file, from.metadata(), entries)) {
            for (var entry : entries) {
                writer.write(entry.name(), held(entry.name()));
            }
        }
    }

    private float[] held(String name) {
        var values = from.floats(name);
        for (float value : values) {
            argument(
                    precision.holds(value),
                    "Wanted weights that %s holds, found %s in %s; export with precision=float32",
                    precision,
                    value,
                    name);
        }
        return values;
    }
}
