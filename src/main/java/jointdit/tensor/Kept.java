package jointdit.tensor;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which results wait in memory until the gradient is computed. A product keeps a factor if the other one has a
 * gradient; a curve, a norm or an attention keeps what goes in or comes out, as libtorch does; sums and views keep
 * nothing. Of a checkpointed graph they are what goes from segment to segment, and what the segment keeps that keeps
 * most.
 */
final class Kept {
    private static final Set<String> PRODUCTS =
            Set.of("linear", "matmul", "mul", "div", "einsum", "conv1d", "conv2d", "conv3d", "conv_transpose1d");
    private static final Set<String> KEEP_INPUTS = Set.of(
            "silu",
            "gelu",
            "leaky_relu",
            "pow",
            "log",
            "sin",
            "cos",
            "abs",
            "clamp",
            "amax",
            "maximum",
            "minimum",
            "lerp",
            "where",
            "layer_norm",
            "group_norm");
    private static final Set<String> KEEP_RESULT = Set.of("softmax", "exp", "tanh", "sigmoid", "sqrt", "relu");
    private static final String ATTENTION = "scaled_dot_product_attention";

    private final GradientFlow flow;
    private final Map<String, Statement> byName = new LinkedHashMap<>();
    private final List<Statement> results;
    private final List<Segment> again;

    Kept(List<Statement> statements, Lifetimes lifetimes, GradientFlow flow, List<Segment> segments) {
        this.flow = flow;
        statements.forEach(s -> byName.put(s.name(), s));
        again = segments.stream().filter(s -> names(s).anyMatch(flow::moves)).toList();
        Set<String> handed = new LinkedHashSet<>();
        if (segments.size() > 1) {
            again.forEach(s -> s.inputs().forEach(input -> handed.add(lifetimes.owner(input))));
        }
        var most = again.stream()
                .map(s -> own(s, lifetimes, handed))
                .max(Comparator.comparingLong(this::bytes))
                .orElse(Set.of());
        var all = new LinkedHashSet<>(handed);
        all.addAll(most);
        results = results(all);
    }

    private static Stream<String> names(Segment segment) {
        return segment.lines().stream().map(Statements::name);
    }

    private Set<String> own(Segment segment, Lifetimes lifetimes, Set<String> handed) {
        var owners = new LinkedHashSet<String>();
        names(segment).forEach(name -> kept(byName.get(name)).forEach(k -> owners.add(lifetimes.owner(k))));
        owners.removeAll(handed);
        return owners;
    }

    private List<String> kept(Statement statement) {
        var operands = statement.operands();
        if (PRODUCTS.contains(statement.operation())) {
            return IntStream.range(0, Math.min(2, operands.size()))
                    .filter(i -> operands.size() > 1 && flow.moves(operands.get(1 - i)))
                    .mapToObj(operands::get)
                    .toList();
        }
        if (!flow.moves(statement.name())) {
            return List.of();
        }
        if (KEEP_RESULT.contains(statement.operation())) {
            return List.of(statement.name());
        }
        if (statement.operation().equals(ATTENTION)) {
            return Stream.concat(operands.stream(), Stream.of(statement.name())).toList();
        }
        return KEEP_INPUTS.contains(statement.operation()) ? operands : List.of();
    }

    private List<Statement> results(Set<String> owners) {
        return owners.stream()
                .filter(byName::containsKey)
                .map(byName::get)
                .filter(s -> s.index() < 0)
                .toList();
    }

    private long bytes(Set<String> owners) {
        return results(owners).stream().mapToLong(Statement::bytes).sum();
    }

    /** Results that are kept, inputs, weights and constants apart. */
    List<Statement> statements() {
        return results;
    }

    /** Additions and multiplications of the products that are computed again; the last segment is not. */
    long again() {
        return again.stream()
                .limit(Math.max(0, again.size() - 1))
                .flatMap(Kept::names)
                .mapToLong(name -> byName.get(name).operations())
                .sum();
    }

    /** Additions and multiplications of a product's gradient: as many as the product took, for each moving factor. */
    long operations(Statement statement) {
        var factors = statement.operands().stream().limit(2).filter(flow::moves).count();
        return statement.operations() * factors;
    }
}
