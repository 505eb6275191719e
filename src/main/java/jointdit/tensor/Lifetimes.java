package jointdit.tensor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the results of a script lie and how long they live: views lie in the memory of what they view, every other
 * result has memory of its own from its line to the last one that uses it or a view of it.
 */
final class Lifetimes {
    private final List<Statement> statements;
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, Integer> last = new HashMap<>();

    Lifetimes(List<Statement> statements, List<String> results) {
        this.statements = statements;
        Set<String> strided = new HashSet<>();
        for (var i = 0; i < statements.size(); i++) {
            place(statements.get(i), strided);
            for (var operand : statements.get(i).operands()) {
                last.put(owner(operand), i);
            }
        }
        results.forEach(result -> last.put(owner(result), statements.size()));
    }

    private void place(Statement statement, Set<String> strided) {
        if (!statement.operands().isEmpty()) {
            var first = statement.operands().get(0);
            var view = statement.views(strided.contains(first));
            if (view) {
                owners.put(statement.name(), owner(first));
            }
            if (statement.strides() || view && strided.contains(first)) {
                strided.add(statement.name());
            }
        }
    }

    /** Name of the result, input, weight or constant in whose memory this one lies. */
    String owner(String name) {
        return owners.getOrDefault(name, name);
    }

    /** Whether it takes memory of its own; weights and constants are there before. */
    private boolean allocates(Statement statement) {
        return statement.index() < 0 && owner(statement.name()).equals(statement.name());
    }

    /** Most bytes of results that are alive at once, without inputs, weights and constants. */
    long peak() {
        Map<Integer, Long> freed = new HashMap<>();
        long alive = 0;
        long most = 0;
        for (var i = 0; i < statements.size(); i++) {
            var statement = statements.get(i);
            if (allocates(statement)) {
                alive += statement.bytes();
                freed.merge(last.getOrDefault(statement.name(), i), statement.bytes(), Long::sum);
            }
            most = Math.max(most, alive);
            alive -= freed.getOrDefault(i, 0L);
        }
        return most;
    }
}
