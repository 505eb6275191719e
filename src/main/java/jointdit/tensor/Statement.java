package jointdit.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A line of a script, read back.
 *
 * @param name of its result
 * @param operation such as {@code linear}; {@code p} and {@code c} for a weight and a constant, {@code piece} of a list
 * @param index of the weight or constant, else -1
 * @param operands names of what goes in, in order, a name as often as it stands there
 * @param tensors what of the operands are tensors
 * @param result without for scalars, lists and generators
 */
record Statement(
        String name,
        String operation,
        int index,
        List<String> operands,
        List<Optional<Tensor>> tensors,
        Optional<Tensor> result) {
    private static final Pattern NAME = Pattern.compile("\\b[vx]\\d+\\b");
    private static final Pattern LOAD = Pattern.compile("([pc])s\\[(\\d+)]");
    private static final Pattern CALL = Pattern.compile("torch\\.(\\w+)\\(.*");
    private static final Set<String> VIEWS = Set.of(
            "permute", "transpose", "squeeze", "expand", "slice", "select", "detach", "split_with_sizes", "piece");
    private static final Set<String> STRIDED =
            Set.of("permute", "transpose", "expand", "slice", "select", "split_with_sizes", "piece");

    /** All lines of a script, in order. */
    static List<Statement> of(List<String> lines, Trace trace) {
        return lines.stream().map(line -> of(line.strip(), trace)).toList();
    }

    private static Statement of(String line, Trace trace) {
        var sides = line.split(" = ", 2);
        var load = LOAD.matcher(sides[1]);
        var isLoad = load.matches();
        var operands = NAME.matcher(sides[1]).results().map(MatchResult::group).toList();
        return new Statement(
                sides[0],
                isLoad ? load.group(1) : operation(sides[1]),
                isLoad ? Integer.parseInt(load.group(2)) : -1,
                operands,
                operands.stream().map(trace::tensor).toList(),
                trace.tensor(sides[0]));
    }

    private static String operation(String expression) {
        var call = CALL.matcher(expression);
        return call.matches() ? call.group(1) : "piece";
    }

    boolean loads(String kind) {
        return index >= 0 && operation.equals(kind);
    }

    /** Whether the result lies in the memory of the first operand, which may be strided. */
    boolean views(boolean strided) {
        return VIEWS.contains(operation) || operation.equals("reshape") && (!strided || onlyOnesDiffer());
    }

    /** Whether the result of a view may be strided. */
    boolean strides() {
        return STRIDED.contains(operation);
    }

    private boolean onlyOnesDiffer() {
        return withoutOnes(tensor(0)).equals(withoutOnes(result.orElseThrow()));
    }

    private static List<Integer> withoutOnes(Tensor tensor) {
        return Arrays.stream(tensor.shape().sizes()).filter(s -> s != 1).boxed().toList();
    }

    /** The operand at {@code index}, which must be a tensor. */
    Tensor tensor(int index) {
        return tensors.get(index).orElseThrow();
    }

    /** Module that it counts to. */
    String path() {
        return result.map(Tensor::path).orElse("");
    }

    /** Bytes of the result. */
    long bytes() {
        return result.map(t -> t.shape().elements() * t.type().bytes()).orElse(0L);
    }

    /** Additions and multiplications, if it is a product. */
    long operations() {
        return switch (operation) {
            case "linear", "matmul" -> 2 * elements() * tensor(0).size(-1);
            case "conv1d", "conv2d", "conv3d" -> 2 * elements() * perChannel(tensor(1));
            case "conv_transpose1d" -> 2 * tensor(0).shape().elements() * perChannel(tensor(1));
            case "scaled_dot_product_attention" -> attention();
            default -> 0;
        };
    }

    /** Places at which weights are applied: tokens, pixels, samples; 0 if it has no weights. */
    long positions() {
        return switch (operation) {
            case "linear" -> elements() / tensor(1).size(0);
            case "conv1d", "conv2d", "conv3d" -> elements() / tensor(1).size(0);
            case "conv_transpose1d" -> elements() / result.orElseThrow().size(1);
            default -> 0;
        };
    }

    private long elements() {
        return result.orElseThrow().shape().elements();
    }

    private long attention() {
        var scores = tensor(0).shape().with(-1, tensor(1).size(-2)).elements();
        return 2 * scores * (tensor(0).size(-1) + tensor(2).size(-1));
    }

    private static long perChannel(Tensor weight) {
        return weight.shape().elements() / weight.size(0);
    }
}
