package jointdit.pretrained.svd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.Published;
import jointdit.tensor.Graph;
import jointdit.tensor.Noise;
import jointdit.tensor.Parameter;
import jointdit.tensor.Precision;
import jointdit.tensor.SafetensorsEntry;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.SafetensorsWriter;
import jointdit.tensor.Shape;
import jointdit.tensor.Spec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A UNet of the published size, 3 GB in half precision, with random weights. */
@Tag("long")
class SvdUNetMemoryTest {
    private static final Path CONFIG = new Published("svd_xt_unet").file();
    private static final long MEGABYTE = 1 << 20;
    private static final int BLOCK = 1 << 20;

    private Path folder;
    private Path weights;

    @BeforeEach
    void writeFolder() throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "svd-unet");
        weights = folder.resolve("diffusion_pytorch_model.fp16.safetensors");
        Files.copy(CONFIG, folder.resolve("config.json"));
        var parameters = parameters();
        var entries = parameters.stream()
                .map(p -> new SafetensorsEntry(
                        p.name(), SafetensorsType.F16, p.shape().longs()))
                .toList();
        var noise = Noise.normal(Shape.of(BLOCK), 1).floats();
        for (var i = 0; i < BLOCK; i++) {
            noise[i] *= 0.02f;
        }
        try (var writer = SafetensorsWriter.to(weights, Map.of(), entries)) {
            for (var entry : entries) {
                for (long at = 0; at < entry.size(); at += BLOCK) {
                    var count = (int) Math.min(BLOCK, entry.size() - at);
                    writer.write(entry.name(), FloatBuffer.wrap(noise, 0, count));
                }
            }
        }
    }

    private static List<Parameter> parameters() {
        var config = UNetSpatioTemporalConfig.read(ModelConfig.read(CONFIG));
        var inputs = List.of(Spec.floats(1, 1, 8, 8, 8), Spec.floats(), Spec.floats(1, 1, 1024), Spec.floats(1, 3));
        return Graph.trace(Precision.FLOAT32, inputs, scope -> {
                    var net = UNetSpatioTemporalConditionModel.of(scope, config);
                    return in -> List.of(net.apply(in.get(0), in.get(1), in.get(2), in.get(3)));
                })
                .parameters();
    }

    @AfterEach
    void deleteFolder() throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Test
    void runsInTheMemoryOfItsMappedWeights(TestReporter report) throws IOException, InterruptedException {
        var figures = figures();
        report.publishEntry(figures.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toString())));
        assertThat(figures).containsEntry("finite", 1.0);
        assertThat(figures.get("heap")).isLessThan(512.0 * MEGABYTE);
        assertThat(figures.get("run-VmHWM")).isLessThan(1.3 * Files.size(weights));
    }

    private Map<String, Double> figures() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SvdUNetForward.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        var figures = new HashMap<String, Double>();
        output.lines().filter(l -> l.matches("[a-zA-Z-]+=[-+.0-9E]+")).forEach(l -> {
            var sides = l.split("=", 2);
            figures.put(sides[0], Double.parseDouble(sides[1]));
        });
        return figures;
    }
}
