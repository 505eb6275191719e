package jointdit.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a traced network with its weights as a TorchScript archive, which {@code torch.jit.load} of PyTorch and
 * libtorch read. Its {@code state_dict} has the published names, its {@code forward} takes the network's inputs and
 * returns its output, or a tuple of several. Constants of the network are buffers {@code constant_0, constant_1, ...}.
 */
public final class Export {
    private static final int BLOCK = 1 << 16;

    private static final Pattern ATTENTION =
            Pattern.compile("torch\\.scaled_dot_product_attention\\((\\w+), (\\w+), (\\w+)(?:, (\\w+))?\\)");

    private Export() {}

    /** How attention over many tokens is written. */
    public enum Attend {
        /** One operation, which PyTorch has since 2.0. */
        FUSED,
        /** Two products and a softmax, which hold all scores at once and which every PyTorch has. */
        PRODUCTS
    }

    /**
     * Writes the archive with fused attention; the file appears under its name only when whole.
     *
     * @throws IllegalArgumentException if the weights lack a parameter of the graph
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(Graph graph, Weights weights, Path file) {
        write(graph, weights, Attend.FUSED, file);
    }

    /** The same with attention as wanted. */
    public static void write(Graph graph, Weights weights, Attend attend, Path file) {
        graph.parameters().forEach(p -> weights.elements(p.name()));
        try (var part = new SafetensorsPartFile(file);
                var zip = new ZipOutputStream(part)) {
            write(graph, weights, attend, zip);
            zip.finish();
            part.complete();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void write(Graph graph, Weights weights, Attend attend, ZipOutputStream zip) throws IOException {
        var module = ExportedModule.of(graph);
        var pickle = new Pickle();
        module.write(pickle);
        var code = module.classes(attend == Attend.FUSED ? forward(graph) : products(forward(graph)));
        Archive.frame(zip, code.getBytes(StandardCharsets.UTF_8), pickle.finish());
        var storage = 0;
        for (var parameter : graph.parameters()) {
            put(zip, storage++, Array.of(parameter.shape(), weights.floats(parameter.name())));
        }
        for (var constant : graph.constants()) {
            put(zip, storage++, constant);
        }
    }

    private static String forward(Graph graph) {
        var inputs = IntStream.range(0, graph.inputs().size())
                .mapToObj(i -> ", x" + i + ": Tensor")
                .collect(Collectors.joining());
        var body = graph.body(
                i -> ExportedModule.read(graph.parameters().get(i).name()),
                i -> ExportedModule.read(ExportedModule.constant(i)));
        var results = graph.results();
        var tuple = results.size() > 1;
        var type =
                tuple ? results.stream().map(r -> "Tensor").collect(Collectors.joining(", ", "Tuple[", "]")) : "Tensor";
        var names = String.join(", ", results);
        return "  def forward(self: __torch__.M" + inputs + ") -> " + type + ":\n"
                + body + "\n"
                + "    return " + (tuple ? "(" + names + ")" : names) + "\n";
    }

    /** The script with attention spelled out. */
    private static String products(String script) {
        return ATTENTION.matcher(script).replaceAll(m -> {
            var scores =
                    "torch.mul(torch.matmul(%1$s, torch.transpose(%2$s, -2, -1)), torch.pow(torch.size(%1$s, -1), -0.5))"
                            .formatted(m.group(1), m.group(2));
            var masked = m.group(4) == null ? scores : "torch.add(%s, %s)".formatted(scores, m.group(4));
            return "torch.matmul(torch.softmax(%s, -1), %s)".formatted(masked, m.group(3));
        });
    }

    /** One storage, in blocks, so that a large one is in memory once. */
    private static void put(ZipOutputStream zip, int storage, Array values) throws IOException {
        var crc = new CRC32();
        stream(values, crc::update);
        var entry = new ZipEntry("m/data/" + storage);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(values.shape().elements() * (values.spec().type() == DataType.INT64 ? 8 : 4));
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        stream(values, block -> ((OutputStream) zip).write(block.array(), block.arrayOffset(), block.limit()));
        zip.closeEntry();
    }

    /** Takes the bytes of a storage piece by piece. */
    private interface Sink {
        void take(ByteBuffer block) throws IOException;
    }

    private static void stream(Array values, Sink sink) throws IOException {
        var block = ByteBuffer.allocate(BLOCK * 8).order(ByteOrder.LITTLE_ENDIAN);
        var size = Math.toIntExact(values.shape().elements());
        for (var from = 0; from < size; from += BLOCK) {
            var count = Math.min(BLOCK, size - from);
            block.clear();
            if (values.spec().type() == DataType.INT64) {
                block.asLongBuffer().put(values.longs(), from, count);
                block.limit(count * 8);
            } else {
                block.asFloatBuffer().put(values.floats(), from, count);
                block.limit(count * 4);
            }
            sink.take(block);
        }
    }
}
