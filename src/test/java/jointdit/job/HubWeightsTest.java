package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jointdit.job.HubWeights.HubPrecision;
import jointdit.tensor.Safetensors;
import jointdit.tensor.SafetensorsEntry;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.SafetensorsWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubWeightsTest {
    @TempDir
    private Path folder;

    private Safetensors weights(float... values) throws IOException {
        var file = folder.resolve("weights.safetensors");
        var entry = new SafetensorsEntry("w", SafetensorsType.F32, values.length);
        try (var writer = SafetensorsWriter.to(file, Map.of("format", "pt"), List.of(entry))) {
            writer.write("w", values);
        }
        return Safetensors.open(file);
    }

    @Test
    void valuesThatFitAreKept() throws IOException {
        for (var precision : HubPrecision.values()) {
            var file = folder.resolve(precision + ".safetensors");
            new HubWeights(weights(1.5f, -0.25f), precision).write(file);

            assertThat(Safetensors.open(file).floats("w")).containsExactly(1.5f, -0.25f);
            assertThat(Safetensors.open(file).metadata()).containsEntry("format", "pt");
        }
    }

    @Test
    void valuesPastTheRangeAreRefusedByName() throws IOException {
        var large = new HubWeights(weights(1, 70_000), HubPrecision.FLOAT16);
        var file = folder.resolve("half.safetensors");

        assertThatThrownBy(() -> large.write(file))
                .hasMessageContaining("Wanted weights that FLOAT16 holds, found 70000.0 in w");
        assertThat(file).doesNotExist();
    }
}
