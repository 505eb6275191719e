package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A traced function: its TorchScript text, the parameters it asks for and the shapes that go in and come out. */
public final class Graph {
    private static final Pattern LOAD = Pattern.compile("(?<= = )([pc])s\\[(\\d+)]$");

    private final List<Spec> inputs;
    private final Trace trace;
    private final List<Tensor> results;
    private final List<Parameter> parameters;
    private final List<String> statements;
    private final boolean checkpointed;

    private Graph(List<Spec> inputs, Trace trace, List<Tensor> results, boolean checkpointed) {
        this.checkpointed = checkpointed;
        this.inputs = List.copyOf(inputs);
        this.trace = trace;
        this.results = List.copyOf(results);
        this.parameters = trace.parameters();
        this.statements = Statements.ordered(trace.text().lines().toList(), results());
    }

    /** A network whose layers are built: inputs to outputs. */
    @FunctionalInterface
    public interface Network {
        List<Tensor> apply(List<Tensor> inputs);
    }

    /** Builds a network of one input and one output, and traces it. */
    public static Graph trace(Function<Scope, UnaryOperator<Tensor>> network, Spec input) {
        return trace(Precision.FLOAT32, List.of(input), scope -> {
            var built = network.apply(scope);
            return in -> List.of(built.apply(in.get(0)));
        });
    }

    /** Builds a network of two inputs and one output, and traces it. */
    public static Graph trace(Function<Scope, BinaryOperator<Tensor>> network, Spec first, Spec second) {
        return trace(Precision.FLOAT32, List.of(first, second), scope -> {
            var built = network.apply(scope);
            return in -> List.of(built.apply(in.get(0), in.get(1)));
        });
    }

    /**
     * Builds a network and traces it.
     *
     * @throws IllegalArgumentException if shapes do not fit; the message names the module and the shapes
     */
    public static Graph trace(Precision precision, List<Spec> inputs, Function<Scope, Network> network) {
        var trace = new Trace(precision);
        var tensors = IntStream.range(0, inputs.size())
                .mapToObj(i -> trace.input(i, inputs.get(i)))
                .toList();
        var outputs = network.apply(new Scope(trace, "")).apply(tensors);
        argument(!outputs.isEmpty(), "A network needs an output");
        return new Graph(inputs, trace, outputs, false);
    }

    /** Parameters that a network asks for when it is built, in the order of asking. */
    public static List<Parameter> parameters(Function<Scope, ?> build) {
        var trace = new Trace(Precision.FLOAT32);
        argument(build.apply(new Scope(trace, "")) != null, "Wanted a network, found null");
        return trace.parameters();
    }

    public List<Spec> inputs() {
        return inputs;
    }

    public List<Spec> outputs() {
        return results.stream().map(t -> new Spec(t.shape(), t.type())).toList();
    }

    /**
     * Paths of the modules whose results were noted, in the order of computing; later calls end with {@code #1}, ....
     */
    public List<String> activations() {
        return List.copyOf(trace.activations().keySet());
    }

    /**
     * The same function with what the named modules return as further outputs.
     *
     * @throws IllegalArgumentException if no module of a name was noted
     */
    public Graph observing(List<String> names) {
        var more = new ArrayList<>(results);
        for (var name : names) {
            argument(
                    trace.activations().containsKey(name),
                    "No module %s was noted; there are %s",
                    name,
                    trace.activations().keySet());
            more.add(trace.activations().get(name));
        }
        return new Graph(inputs, trace, more, checkpointed);
    }

    /**
     * The same function whose gradient keeps only what goes from one {@link Cut} to the next, and computes the rest
     * again: numbers are the same, memory is less, and time is a forward pass more.
     *
     * @see <a href="https://arxiv.org/abs/1604.06174">Chen et al. 2016, section 4</a>
     */
    public Graph checkpointed() {
        return new Graph(inputs, trace, results, true);
    }

    boolean isCheckpointed() {
        return checkpointed;
    }

    /** Between the cuts; all of it in one if it is not {@link #checkpointed}. */
    List<Segment> segments() {
        return Segment.of(statements, checkpointed ? trace.cuts() : List.of(), results());
    }

    /** Lines of a script, read back. */
    List<Statement> read(List<String> lines) {
        return Statement.of(lines, trace);
    }

    /** What the network asks for, in the order of asking. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Additions and multiplications of its matrix products, attention and convolutions; the rest is not counted. */
    public long operations() {
        return footprint().operations();
    }

    /** What it needs: memory and work, in all and by module. */
    public Footprint footprint() {
        return new Footprint(this, read(statements));
    }

    Precision precision() {
        return trace.precision();
    }

    List<Array> constants() {
        return trace.constants();
    }

    /** Whether the outputs depend on the parameter at {@code index}. */
    boolean uses(int index) {
        var text = " = ps[" + index + "]";
        return statements.stream().anyMatch(s -> s.endsWith(text));
    }

    /** Parameter list of the script's methods, {@code x0: Tensor, ..., ps: List[Tensor]}. */
    String signature() {
        return arguments()
                .map(a -> a + (a.startsWith("x") ? ": Tensor" : ": List[Tensor]"))
                .collect(Collectors.joining(", ", "self: __torch__.M, ", ""));
    }

    /** Arguments of a call of a method with {@link #signature}. */
    String call() {
        return arguments().collect(Collectors.joining(", "));
    }

    private Stream<String> arguments() {
        var names = new ArrayList<String>();
        IntStream.range(0, inputs.size()).forEach(i -> names.add("x" + i));
        if (!constants().isEmpty()) {
            names.add("cs");
        }
        if (!parameters.isEmpty()) {
            names.add("ps");
        }
        return names.stream();
    }

    /** The statements, with weights and constants taken from where the functions of their index say. */
    String body(IntFunction<String> parameter, IntFunction<String> constant) {
        return text(statements, parameter, constant);
    }

    /** The same of other lines. */
    static String text(List<String> lines, IntFunction<String> parameter, IntFunction<String> constant) {
        return lines.stream()
                .map(s -> LOAD.matcher(s)
                        .replaceFirst(m -> Matcher.quoteReplacement(
                                ("p".equals(m.group(1)) ? parameter : constant).apply(Integer.parseInt(m.group(2))))))
                .collect(Collectors.joining("\n"));
    }

    /** Names of the outputs in the script. */
    List<String> results() {
        return results.stream().map(Tensor::name).toList();
    }

    /** The script's {@code forward}, which takes the parameter of an index from where the function says. */
    String forward(IntFunction<String> parameter) {
        return "  def forward(" + signature() + ") -> List[Tensor]:\n"
                + body(parameter, i -> "cs[" + i + "]")
                + "\n    return " + results() + "\n";
    }
}
