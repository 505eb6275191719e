package jointdit.pretrained.svd;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jointdit.pretrained.ModelFolder;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Spec;

/**
 * Loads the UNet in a folder, runs it once for 2 frames of 128x128 pixels, and prints time and memory; a JVM of its
 * own.
 */
final class SvdUNetForward {
    private static final List<Spec> INPUTS =
            List.of(Spec.floats(1, 2, 8, 16, 16), Spec.floats(), Spec.floats(1, 1, 1024), Spec.floats(1, 3));

    private SvdUNetForward() {}

    /** {@code args[0]} is the folder. */
    public static void main(String[] args) throws IOException {
        var start = System.nanoTime();
        var folder = ModelFolder.of(Path.of(args[0]));
        var config = UNetSpatioTemporalConfig.read(folder.config());
        var graph = Graph.trace(Precision.FLOAT32, INPUTS, scope -> {
            var net = UNetSpatioTemporalConditionModel.of(scope, config);
            return in -> List.of(net.apply(in.get(0), in.get(1), in.get(2), in.get(3)));
        });
        var tensors = folder.tensors(UNetSpatioTemporalConditionModel.NAMES);
        try (var weights = tensors.weights(graph.parameters(), Device.cpu());
                var program = new Program(graph, weights)) {
            print("load-seconds", seconds(start));
            printMemory("loaded");
            var forward = System.nanoTime();
            var sample = program.run(inputs()).get(0).floats();
            print("forward-seconds", seconds(forward));
            print("finite", Float.isFinite(sample[0]) ? 1 : 0);
            printMemory("run");
        }
        print("heap", heap());
    }

    private static Array[] inputs() {
        return INPUTS.stream().map(s -> Noise.normal(s.shape(), 1)).toArray(Array[]::new);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** Most bytes of Java heap that were used at a time, pool by pool. */
    private static double heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToDouble(usage -> usage.getUsed())
                .sum();
    }

    private static void printMemory(String when) throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.matches("(VmRSS|VmHWM|RssAnon|RssFile):.*")) {
                var words = line.split("[:\\s]+", 3);
                print(when + "-" + words[0], Double.parseDouble(words[1]) * 1024);
            }
        }
    }

    private static void print(String key, double value) {
        System.out.println(key + "=" + value);
    }
}
