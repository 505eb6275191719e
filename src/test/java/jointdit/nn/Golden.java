package jointdit.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Parameter;
import jointdit.tensor.Program;
import jointdit.tensor.Safetensors;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.Shape;
import jointdit.tensor.Weights;

/**
 * Inputs, outputs and tolerances of a published network, as its original Python code computed them on the CPU with
 * random weights; {@code meta.json} of each folder says of what.
 */
record Golden(Path folder, Safetensors values, Config meta) {
    static Golden of(String name) {
        var folder = Path.of("src/test/resources/goldens", name);
        var meta = ConfigFactory.parseFile(folder.resolve("meta.json").toFile());
        return new Golden(folder, Safetensors.open(folder.resolve("io.safetensors")), meta);
    }

    Array value(String name) {
        var shape = Shape.of(
                Arrays.stream(values.shape(name)).mapToInt(Math::toIntExact).toArray());
        return values.entry(name).type() == SafetensorsType.I64
                ? Array.ofLongs(shape, values.longs(name))
                : Array.of(shape, values.floats(name));
    }

    /** Runs the graph with the weights of {@code file}, whose names must be the graph's. */
    List<Array> run(Graph graph, String file, Array... inputs) {
        var published = Safetensors.open(folder.resolve(file));
        assertThat(graph.parameters().stream().map(Parameter::name))
                .containsExactlyInAnyOrderElementsOf(published.names());
        try (var weights = Weights.zeros(Layout.frozen(graph.parameters()), Device.cpu());
                var program = new Program(graph, weights)) {
            published.names().forEach(name -> weights.set(name, FloatBuffer.wrap(published.floats(name))));
            return program.run(inputs);
        }
    }

    /** What {@code meta.json} suggests, ten times the reference's own rounding. */
    float tolerance(String name) {
        return (float) meta.getDouble("tensors.\"" + name + "\".suggested_atol");
    }

    void assertMatches(String name, Array found) {
        assertThat(found.shape()).as(name).isEqualTo(value(name).shape());
        for (var clip = 0; clip < found.shape().size(0); clip++) {
            assertClipMatches(name, clip, found, tolerance(name));
        }
    }

    /** Compares one element of the first axis. */
    void assertClipMatches(String name, int clip, Array found, float tolerance) {
        var wanted = value(name);
        var size = wanted.floats().length / wanted.shape().size(0);
        IntStream.range(clip * size, (clip + 1) * size)
                .forEach(i -> assertThat(found.floats()[i])
                        .as("%s, element %d", name, i)
                        .isCloseTo(wanted.floats()[i], within(tolerance)));
    }
}
