package jointdit.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final Array X = Noise.normal(Shape.of(2, 3), 1);

    @TempDir
    private Path folder;

    /** Two layers under numbered names, a table of constants and one of indices. */
    private static Graph network() {
        return Graph.trace(Precision.FLOAT32, List.of(X.spec()), scope -> {
            var first = scope.in("unet.blocks").in(0).in("to_q").parameter("weight", Init.fanIn(3), 5, 3);
            var last = scope.in("unet.blocks").in(1).in("to_out.0").parameter("weight", Init.fanIn(5), 2, 5);
            var bias = scope.in("unet.blocks").in(1).in("to_out.0").parameter("bias", Init.fanIn(5), 2);
            var scale = scope.parameter("logit_scale", Init.fanIn(1));
            var table = scope.constant(Array.of(Shape.of(5), 1, 2, 3, 4, 5));
            var order = scope.constant(Array.ofLongs(Shape.of(2), 1, 0));
            return in -> {
                var hidden = in.get(0).linear(first).mul(table).silu();
                return List.of(hidden.linear(last, bias).indexSelect(1, order).mul(scale), hidden);
            };
        });
    }

    private static Weights weights(Graph graph) {
        return Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 3);
    }

    private Path exported(Graph graph) {
        var file = folder.resolve("network.pt");
        try (var weights = weights(graph)) {
            Export.write(graph, weights, file);
        }
        return file;
    }

    private static List<Array> runExported(Path file) throws IOException {
        try (var manager = Native.manager(Device.cpu())) {
            var block = Native.load(manager, Files.readAllBytes(file));
            return Native.infer(block, new NDList(Native.create(manager, X))).stream()
                    .map(Native::read)
                    .toList();
        }
    }

    @Test
    void archiveComputesWhatTheProgramDoes() throws IOException {
        var graph = network();
        try (var weights = weights(graph);
                var program = new Program(graph, weights)) {
            var wanted = program.run(X);
            var found = runExported(exported(graph));
            assertThat(found).hasSize(2);
            assertThat(found.get(0).floats()).containsExactly(wanted.get(0).floats(), within(2e-6f));
            assertThat(found.get(1).floats()).containsExactly(wanted.get(1).floats(), within(2e-6f));
        }
    }

    @Test
    void oneOutputIsATensor() throws IOException {
        var graph = Graph.trace(scope -> x -> x.mul(scope.parameter("scale", new Init.Constant(2), 3)), X.spec());
        assertThat(runExported(exported(graph)).get(0).floats()[5]).isEqualTo(2 * X.floats()[5]);
    }

    @Test
    void parametersHaveTheirPublishedNames() throws IOException {
        try (var manager = Native.manager(Device.cpu())) {
            var block = Native.load(manager, Files.readAllBytes(exported(network())));
            assertThat(Native.parameterNames(block, manager))
                    .containsExactlyInAnyOrder(
                            "unet.blocks.0.to_q.weight",
                            "unet.blocks.1.to_out.0.weight",
                            "unet.blocks.1.to_out.0.bias",
                            "logit_scale");
        }
    }

    @Test
    void largeStoragesGoInBlocks() throws IOException {
        var graph = Graph.trace(
                scope -> x -> {
                    var table = scope.parameter("table", Init.fanIn(1), 50_000, 3);
                    return x.add(table.slice(0, 49_998, 50_000));
                },
                X.spec());
        try (var weights = weights(graph);
                var program = new Program(graph, weights)) {
            assertThat(runExported(exported(graph)).get(0).floats())
                    .containsExactly(program.run(X).get(0).floats());
        }
    }

    @Test
    void failedExportLeavesNothing() throws IOException {
        var graph = network();
        try (var weights = weights(graph)) {
            var file = folder.resolve("absent").resolve("network.pt");
            assertThatThrownBy(() -> Export.write(graph, weights, file))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("network.pt");
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        var other = Graph.trace(scope -> x -> x.mul(scope.parameter("scale", Init.zeros(), 3)), X.spec());
        try (var weights = weights(other)) {
            assertThatThrownBy(() -> Export.write(network(), weights, folder.resolve("network.pt")))
                    .hasMessage("Wanted parameter unet.blocks.0.to_q.weight, the weights have none of this name");
        }
    }
}
