package jointdit.golden;

import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.ModelTensors;
import jointdit.pretrained.StoredNames;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Program;
import jointdit.tensor.Safetensors;
import jointdit.tensor.Shape;
import jointdit.tensor.Weights;

/**
 * A golden: weights, inputs, outputs and inner activations of a published network, as its original Python code computed
 * them, with tolerances.
 *
 * @param folder where it lies
 * @param values inputs, outputs and activations; none for goldens of files only
 * @param meta what it is, with a tolerance for each tensor
 */
public record Golden(Path folder, Safetensors values, ModelConfig meta) {
    private static final float LOW_VARIANCE = 0x1p-10f;

    /** Opens a folder that has {@code meta.json}, and {@code io.safetensors} unless it is of other files only. */
    public static Golden open(Path folder) {
        var values = folder.resolve("io.safetensors");
        return new Golden(
                folder,
                Files.exists(values) ? Safetensors.open(values) : Safetensors.none(),
                ModelConfig.read(folder.resolve("meta.json")));
    }

    /** The same golden with the tensors of another of its files. */
    Golden file(String name) {
        return new Golden(folder, Safetensors.open(folder.resolve(name)), meta);
    }

    /** Name of the folder. */
    public String name() {
        return folder.getFileName().toString();
    }

    /** The network's folder, which is this one. */
    public ModelFolder model() {
        return ModelFolder.of(folder);
    }

    /** Class of the network or the pipeline, where its config says so. */
    Optional<String> className() {
        var index = folder.resolve("model_index.json");
        if (Files.exists(index)) {
            return ModelConfig.read(index).className();
        }
        return model().exists() ? model().config().className() : Optional.empty();
    }

    /** Whether this is of a network or a pipeline of that class. */
    boolean isOf(String className) {
        return className().filter(className::equals).isPresent();
    }

    /** Whether there is a tensor of that name. */
    public boolean has(String tensor) {
        return values.contains(tensor);
    }

    /** A tensor; integers of any width as INT64, 0-dimensional ones as scalars. */
    public Array value(String tensor) {
        var shape = Shape.of(
                Arrays.stream(values.shape(tensor)).mapToInt(Math::toIntExact).toArray());
        return switch (values.entry(tensor).type()) {
            case F64, F32, F16, BF16 -> Array.of(shape, values.floats(tensor));
            case I64, I32, I16, I8, U8, BOOL -> Array.ofLongs(shape, values.longs(tensor));
        };
    }

    /** Shorthand for {@code value("input." + name)}. */
    public Array input(String name) {
        return value("input." + name);
    }

    /** Names of the outputs and activations. */
    public List<String> wanted() {
        return values.names().stream()
                .filter(n -> n.startsWith("output.") || n.startsWith("mid."))
                .toList();
    }

    /** The outputs and activations with their tolerances. */
    public List<Expectation> expectations() {
        return wanted().stream()
                .map(n -> new Expectation(n, value(n), tolerance(n)))
                .toList();
    }

    /** How far elements of {@code tensor} may lie from the wanted ones, as {@code meta.json} suggests. */
    public Tolerance tolerance(String tensor) {
        var suggested = meta.block("tensors").block(tensor);
        return new Tolerance(suggested.number("suggested_atol"), suggested.number("suggested_rtol", 0));
    }

    /** Weights for {@code graph}, mapped. */
    public Weights weights(Graph graph, StoredNames names) {
        return model().tensors(names).weights(graph.parameters(), Device.cpu());
    }

    /** Weights of a golden of one module, mapped. */
    Weights moduleWeights(Graph graph) {
        return ModelTensors.open(folder.resolve("module.safetensors"), StoredNames.OWN)
                .weights(graph.parameters(), Device.cpu());
    }

    /** The same with the tensors of the {@code lowvar} pattern scaled down, which makes every norm's eps visible. */
    public Weights lowVariance(Graph graph, StoredNames names) {
        var scaled = Pattern.compile(meta.block("lowvar").text("regex"));
        var tensors = model().tensors(names);
        var weights = Weights.zeros(Layout.frozen(graph.parameters()), Device.cpu());
        tensors.stored(graph.parameters()).forEach((parameter, stored) -> {
            var floats = tensors.file().floats(stored);
            if (scaled.matcher(stored).find()) {
                for (var i = 0; i < floats.length; i++) {
                    floats[i] *= LOW_VARIANCE;
                }
            }
            weights.set(parameter, FloatBuffer.wrap(floats));
        });
        return weights;
    }

    /**
     * Runs a graph and closes the weights.
     *
     * @param outputs names of the graph's outputs, {@code output.sample}; those not in the golden are allowed
     * @return the outputs, and the activations the golden has under the graph's module paths
     */
    public Map<String, Array> run(Graph graph, Weights weights, List<String> outputs, Array... inputs) {
        var mids = graph.activations().stream().filter(m -> has("mid." + m)).toList();
        try (weights;
                var program = new Program(graph.observing(mids), weights)) {
            var results = program.run(inputs);
            var named = new LinkedHashMap<String, Array>();
            for (var i = 0; i < results.size(); i++) {
                named.put(i < outputs.size() ? outputs.get(i) : "mid." + mids.get(i - outputs.size()), results.get(i));
            }
            return named;
        }
    }
}
