package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The TorchScript text of a function while it is being written by operations on {@link Tensor}s. */
final class Trace {
    private final Precision precision;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Tensor> parameterTensors = new LinkedHashMap<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Array> constants = new ArrayList<>();
    private final Map<String, Tensor> activations = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new HashMap<>();
    private final List<Integer> cuts = new ArrayList<>();
    private int names;
    private int dropouts;

    Trace(Precision precision) {
        this.precision = precision;
    }

    Precision precision() {
        return precision;
    }

    /** Adds one statement and returns its result. */
    Tensor emit(String expression, Shape shape, DataType type, String path) {
        var name = assign(expression);
        return known(new Tensor(this, name, shape, type, path));
    }

    private Tensor known(Tensor tensor) {
        tensors.put(tensor.name(), tensor);
        return tensor;
    }

    /** The tensor of a name in the text; scalars, lists and generators are none. */
    Optional<Tensor> tensor(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /** Adds one statement and returns the name of its result. */
    String assign(String expression) {
        var name = "v" + names++;
        text.append("    ").append(name).append(" = ").append(expression).append('\n');
        return name;
    }

    Tensor input(int index, Spec spec) {
        return known(new Tensor(this, "x" + index, spec.shape(), spec.type(), ""));
    }

    Tensor parameter(Parameter parameter, String path) {
        var known = parameterTensors.get(parameter.name());
        if (known != null) {
            argument(
                    known.shape().equals(parameter.shape()),
                    "Parameter %s is %s already, found %s",
                    parameter.name(),
                    known.shape(),
                    parameter.shape());
            return known;
        }
        var tensor = emit("ps[" + parameters.size() + "]", parameter.shape(), DataType.FLOAT32, path);
        parameters.add(parameter);
        parameterTensors.put(parameter.name(), tensor);
        return tensor;
    }

    Tensor constant(Array values, String path) {
        constants.add(values);
        return emit(
                "cs[" + (constants.size() - 1) + "]",
                values.shape(),
                values.spec().type(),
                path);
    }

    /** Keeps what a module returned under its path, from the second call on with {@code #1}, {@code #2}, .... */
    void note(String path, Tensor result) {
        var name = path;
        for (var call = 1; activations.containsKey(name); call++) {
            name = path + "#" + call;
        }
        activations.put(name, result);
    }

    Map<String, Tensor> activations() {
        return activations;
    }

    /** Marks the place after the last statement. */
    void cut() {
        cuts.add(names);
    }

    /** Numbers of the first results after each cut. */
    List<Integer> cuts() {
        return List.copyOf(cuts);
    }

    /** Number of the next dropout of this program, from 0. */
    int nextDropout() {
        return dropouts++;
    }

    List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    List<Array> constants() {
        return List.copyOf(constants);
    }

    String text() {
        return text.toString();
    }
}
