package jointdit.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedWeightsTest {
    private static final Spec X = Spec.floats(2, 3);

    @TempDir
    private Path folder;

    private static Graph graph() {
        return Graph.trace(Precision.FLOAT32, List.of(X), scope -> {
            var first = scope.in("first").parameter("weight", Init.zeros(), 4, 3);
            var last = scope.in("last").parameter("weight", Init.zeros(), 2, 4);
            return in -> {
                var hidden = scope.in("first").returned(in.get(0).linear(first));
                var again = scope.in("first").returned(hidden.add(1));
                return List.of(again.linear(last));
            };
        });
    }

    private Safetensors file(SafetensorsType type) throws IOException {
        var path = folder.resolve(type + ".safetensors");
        try (var writer = SafetensorsWriter.to(
                path,
                Map.of(),
                List.of(new SafetensorsEntry("a", type, 4, 3), new SafetensorsEntry("b", type, 2, 4)))) {
            for (var name : List.of("a", "b")) {
                var values = new float[name.equals("a") ? 12 : 8];
                for (var i = 0; i < values.length; i++) {
                    values[i] = i / 8f - 1;
                }
                writer.write(name, values);
            }
        }
        return Safetensors.open(path);
    }

    private float[] run(SafetensorsType type) throws IOException {
        var graph = graph();
        var stored = Map.of("first.weight", "a", "last.weight", "b");
        try (var weights = Weights.mapped(file(type), stored, Device.cpu());
                var program = new Program(graph, weights)) {
            return program.run(Array.of(X.shape(), 1, 2, 3, 4, 5, 6)).get(0).floats();
        }
    }

    @Test
    void halfAndFullWeightsOfTheSameValuesGiveTheSameNumbers() throws IOException {
        assertThat(run(SafetensorsType.F16)).containsExactly(run(SafetensorsType.F32));
        assertThat(run(SafetensorsType.BF16)).containsExactly(run(SafetensorsType.F32));
    }

    @Test
    void mappedWeightsStandBesideLearningOnes() throws IOException {
        var graph = Graph.trace(Precision.FLOAT32, List.of(X), scope -> {
            var first = scope.in("first").parameter("weight", Init.zeros(), 4, 3);
            var last = scope.in("last").parameter("weight", new Init.Constant(1), 2, 4);
            return in -> List.of(in.get(0).linear(first).linear(last).mean());
        });
        var learning = graph.parameters().stream()
                .filter(p -> p.name().startsWith("last"))
                .toList();
        var layout = Layout.of(learning, List.of(new Layout.Group("", 1)));
        try (var weights = Weights.initial(layout, Device.cpu(), 1)) {
            weights.map(file(SafetensorsType.F16), Map.of("first.weight", "a"));
            try (var program = new Program(graph, weights);
                    var gradient = program.gradient(Array.filled(X.shape(), 1));
                    var copy = weights.copy()) {
                // hidden units are the sums of rows of a: (3 i + 1) * 3 / 8 - 3
                assertThat(gradient.floats())
                        .containsExactly(-1.3125f, -.75f, -.1875f, .375f, -1.3125f, -.75f, -.1875f, .375f);
                assertThat(weights.floats("first.weight")).startsWith(-1, -.875f);
                assertThat(copy.floats("last.weight")).containsOnly(1);
                assertThatThrownBy(() -> copy.floats("first.weight"))
                        .hasMessageContaining("the weights have none of this name");
            }
        }
    }

    @Test
    void parameterThatIsThereAlreadyIsNotMappedAgain() throws IOException {
        var file = file(SafetensorsType.F32);
        try (var weights = Weights.mapped(file, Map.of("first.weight", "a"), Device.cpu())) {
            assertThatThrownBy(() -> weights.map(file, Map.of("first.weight", "a")))
                    .hasMessage("Parameter first.weight is there already");
        }
    }

    @Test
    void observedModulesAreFurtherOutputs() throws IOException {
        var graph = graph();
        assertThat(graph.activations()).containsExactly("first", "first#1");
        var stored = Map.of("first.weight", "a", "last.weight", "b");
        try (var weights = Weights.mapped(file(SafetensorsType.F32), stored, Device.cpu());
                var program = new Program(graph.observing(List.of("first#1", "first")), weights)) {
            var results = program.run(Array.filled(X.shape(), 1));
            assertThat(results).hasSize(3);
            assertThat(results.get(1).floats()[0]).isEqualTo(results.get(2).floats()[0] + 1);
        }
    }
}
