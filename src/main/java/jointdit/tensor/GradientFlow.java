package jointdit.tensor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Which results of a script depend on weights that learn, and which of them the first output depends on in turn: these
 * have a gradient.
 */
final class GradientFlow {
    private static final Set<String> STOPS = Set.of("detach", "argmax", "eq", "gt");

    private final Set<String> moving = new HashSet<>();
    private final Set<String> reaching = new HashSet<>();

    /**
     * @param loss name of what is differentiated
     * @param learns whether the weight of an index learns
     */
    GradientFlow(List<Statement> statements, String loss, IntPredicate learns) {
        for (var statement : statements) {
            if (statement.loads("p") ? learns.test(statement.index()) : moves(statement)) {
                moving.add(statement.name());
            }
        }
        reaching.add(loss);
        for (var i = statements.size() - 1; i >= 0; i--) {
            if (reaching.contains(statements.get(i).name()) && !stops(statements.get(i))) {
                reaching.addAll(statements.get(i).operands());
            }
        }
    }

    private boolean moves(Statement statement) {
        return !stops(statement) && statement.operands().stream().anyMatch(moving::contains);
    }

    private static boolean stops(Statement statement) {
        return STOPS.contains(statement.operation())
                || statement
                        .result()
                        .filter(t -> t.type() != t.type().floating())
                        .isPresent();
    }

    /** Whether the result depends on weights that learn. */
    boolean moves(String name) {
        return moving.contains(name);
    }

    /** Whether the result has a gradient. */
    boolean passes(String name) {
        return moving.contains(name) && reaching.contains(name);
    }
}
