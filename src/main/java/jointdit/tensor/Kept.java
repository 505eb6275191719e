package jointdit.tensor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which results wait in memory until the gradient is computed. A product keeps a factor if the other one has a
 * gradient; a curve, a norm or an attention keeps what goes in or comes out, as libtorch does; sums and views keep
 * nothing.
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
    private static final Set<String> NO_GRADIENT = Set.of("detach", "argmax", "eq", "gt");

    private final Set<String> moving = new HashSet<>();
    private final Map<String, Statement> byName = new HashMap<>();
    private final Set<String> owners = new LinkedHashSet<>();

    /** @param learns whether the weight of an index learns */
    Kept(List<Statement> statements, Lifetimes lifetimes, IntPredicate learns) {
        for (var statement : statements) {
            byName.put(statement.name(), statement);
            if (statement.loads("p") ? learns.test(statement.index()) : moves(statement)) {
                moving.add(statement.name());
            }
            kept(statement).forEach(name -> owners.add(lifetimes.owner(name)));
        }
    }

    private boolean moves(Statement statement) {
        return !NO_GRADIENT.contains(statement.operation())
                && statement.operands().stream().anyMatch(moving::contains);
    }

    private List<String> kept(Statement statement) {
        var operands = statement.operands();
        if (PRODUCTS.contains(statement.operation())) {
            return IntStream.range(0, Math.min(2, operands.size()))
                    .filter(i -> operands.size() > 1 && moving.contains(operands.get(1 - i)))
                    .mapToObj(operands::get)
                    .toList();
        }
        if (!moving.contains(statement.name())) {
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

    /** Results that are kept, inputs, weights and constants apart. */
    List<Statement> statements() {
        return owners.stream()
                .filter(byName::containsKey)
                .map(byName::get)
                .filter(s -> s.index() < 0)
                .toList();
    }

    /** Additions and multiplications of a product's gradient: as many as the product took, for each moving factor. */
    long operations(Statement statement) {
        var factors =
                statement.operands().stream().limit(2).filter(moving::contains).count();
        return statement.operations() * factors;
    }
}
