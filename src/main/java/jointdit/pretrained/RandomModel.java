package jointdit.pretrained;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jointdit.tensor.Noise;
import jointdit.tensor.Parameter;
import jointdit.tensor.SafetensorsEntry;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.SafetensorsWriter;

/**
 * A network in the published layout with random weights, for trials without a download.
 *
 * @param parameters what it asks for
 * @param type of the stored weights
 * @param seed equal seeds give equal weights
 */
public record RandomModel(List<Parameter> parameters, SafetensorsType type, long seed) {
    /** Writes a file of weights, one tensor in memory at a time. */
    public void write(Path file) {
        var entries = parameters.stream()
                .map(p -> new SafetensorsEntry(p.name(), type, p.shape().longs()))
                .toList();
        try {
            Files.createDirectories(file.getParent());
            try (var writer = SafetensorsWriter.to(file, Map.of(), entries)) {
                for (var parameter : parameters) {
                    var values = new float[Math.toIntExact(parameter.shape().elements())];
                    parameter.init().fill(values, Noise.seed(seed, parameter.name()));
                    writer.write(parameter.name(), values);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
