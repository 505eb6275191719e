package jointdit.joint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jointdit.generate.TinyModel;
import jointdit.tensor.Array;
import jointdit.tensor.Attention;
import jointdit.tensor.Device;
import jointdit.tensor.Export;
import jointdit.tensor.Export.Attend;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What PyTorch makes of exported modules, where Debian's python3-torch (1.13) is installed. */
class PyTorchTest {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String SCRIPT = """
            import sys, struct, torch
            folder = sys.argv[1]
            def read(line):
                name, sizes = line.split(" ", 1)
                sizes = [int(s) for s in sizes.split()]
                data = open(folder + "/" + name, "rb").read()
                return torch.tensor(struct.unpack("<%df" % (len(data) // 4), data)).reshape(sizes)
            inputs = [read(line) for line in open(folder + "/inputs.txt").read().splitlines()]
            with torch.no_grad():
                outputs = torch.jit.load(folder + "/module.pt")(*inputs)
            outputs = outputs if isinstance(outputs, tuple) else (outputs,)
            for i, output in enumerate(outputs):
                values = output.reshape(-1).tolist()
                open(folder + "/output%d" % i, "wb").write(struct.pack("<%df" % len(values), *values))
            """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsPyTorch() throws Exception {
        assumeThat(Path.of(PYTHON)).exists();
        var found = new ProcessBuilder(PYTHON, "-c", "import torch")
                .redirectErrorStream(true)
                .start();
        found.getInputStream().readAllBytes();
        assumeThat(found.waitFor()).as("python3-torch").isZero();
    }

    @Test
    void theJointDenoiserIsTheSame() throws Exception {
        var graph = Sampler.trace(TinyModel.MODEL, TinyModel.SHAPE, 2, Precision.FLOAT32);
        try (var weights = TinyModel.weights()) {
            assertSame(graph, weights, Attend.FUSED);
        }
    }

    @Test
    void attentionOverManyTokensIsTheSame() throws Exception {
        var tokens = Spec.floats(1, 1, 1500, 8);
        var graph = Graph.trace(
                Precision.FLOAT32,
                List.of(tokens, tokens, tokens, Spec.floats(1, 1, 1, 1500)),
                scope -> in -> List.of(
                        Attention.apply(in.get(0), in.get(1), in.get(2)),
                        Attention.apply(in.get(0), in.get(1), in.get(2), in.get(3))));
        try (var weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 1)) {
            assertSame(graph, weights, Attend.PRODUCTS);
        }
    }

    private void assertSame(Graph graph, Weights weights, Attend attend) throws Exception {
        var inputs = new ArrayList<Array>();
        for (var spec : graph.inputs()) {
            inputs.add(positive(Noise.normal(spec.shape(), inputs.size())));
        }
        Export.write(graph, weights, attend, folder.resolve("module.pt"));
        try (var program = new Program(graph, weights)) {
            var wanted = program.run(inputs.toArray(Array[]::new));
            var found = python(inputs, wanted.size());
            for (var i = 0; i < wanted.size(); i++) {
                assertThat(found.get(i)).containsExactly(wanted.get(i).floats(), within(1e-4f));
            }
        }
    }

    /** Noise levels must not be negative. */
    private static Array positive(Array values) {
        var floats = values.floats();
        for (var i = 0; i < floats.length; i++) {
            floats[i] = Math.abs(floats[i]);
        }
        return Array.of(values.shape(), floats);
    }

    private List<float[]> python(List<Array> inputs, int outputs) throws Exception {
        var lines = new StringBuilder();
        for (var i = 0; i < inputs.size(); i++) {
            var sizes = new StringBuilder();
            for (var size : inputs.get(i).shape().sizes()) {
                sizes.append(' ').append(size);
            }
            lines.append("input").append(i).append(sizes).append('\n');
            write(folder.resolve("input" + i), inputs.get(i).floats());
        }
        Files.writeString(folder.resolve("inputs.txt"), lines);
        var process = new ProcessBuilder(PYTHON, "-c", SCRIPT, folder.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        var found = new ArrayList<float[]>();
        for (var i = 0; i < outputs; i++) {
            found.add(read(folder.resolve("output" + i)));
        }
        return found;
    }

    private static void write(Path file, float[] values) throws IOException {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Files.write(file, bytes.array());
    }

    private static float[] read(Path file) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        var values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
