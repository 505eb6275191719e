package jointdit.tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a graph needs, known before it runs. Memory is that of tensors; what kernels take for themselves and what the
 * allocator rounds up to is not counted.
 */
public final class Footprint {
    private final Graph graph;
    private final List<Statement> statements;
    private final Lifetimes lifetimes;

    Footprint(Graph graph, List<Statement> statements) {
        this.graph = graph;
        this.statements = statements;
        lifetimes = new Lifetimes(statements, graph.results());
    }

    /**
     * What one part needs.
     *
     * @param positions most places at which it applies weights: tokens, pixels or samples of the whole batch
     * @param parameters its weights
     * @param operations additions and multiplications of its products, forward
     * @param kept bytes of its results that wait for the gradient
     */
    public record Part(long positions, long parameters, long operations, long kept) {
        /** Of nothing. */
        public static final Part NOTHING = new Part(0, 0, 0, 0);

        /** Both together. */
        public Part plus(Part other) {
            return new Part(
                    Math.max(positions, other.positions),
                    parameters + other.parameters,
                    operations + other.operations,
                    kept + other.kept);
        }
    }

    /** Weights in all. */
    public long parameters() {
        return graph.parameters().stream().mapToLong(p -> p.shape().elements()).sum();
    }

    /** Bytes of the inputs. */
    public long inputs() {
        return graph.inputs().stream()
                .mapToLong(spec -> spec.shape().elements() * spec.type().bytes())
                .sum();
    }

    /** Most bytes of results that are alive at once in a forward pass; inputs and weights apart. */
    public long peak() {
        return lifetimes.peak();
    }

    /**
     * Most bytes of results that are alive at once while the gradient is computed, beside those that are {@link #kept};
     * of a checkpointed graph within one segment.
     */
    public long passing() {
        return graph.segments().stream()
                .mapToLong(s -> new Lifetimes(graph.read(s.lines()), s.outputs()).peak())
                .max()
                .orElse(0);
    }

    /** Bytes of results that wait for the gradient by the learning weights. */
    public long kept(Layout layout) {
        return keptOf(layout).statements().stream().mapToLong(Statement::bytes).sum();
    }

    /** Additions and multiplications of the products, forward. */
    public long operations() {
        return statements.stream().mapToLong(Statement::operations).sum();
    }

    /** Additions and multiplications of the products of a forward pass and of the gradient. */
    public long trainingOperations(Layout layout) {
        var kept = keptOf(layout);
        var gradient = statements.stream().mapToLong(kept::operations).sum();
        return operations() + kept.again() + gradient;
    }

    private Kept keptOf(Layout layout) {
        var flow = new GradientFlow(
                statements,
                graph.results().get(0),
                i -> layout.learns(graph.parameters().get(i).name()));
        return new Kept(statements, lifetimes, flow, graph.segments());
    }

    /**
     * All of it by part, in the order of computing.
     *
     * @param part of a module's path or of a weight's name; an operation without weights counts to the module that its
     *     first operand comes from
     * @param layout which weights learn
     */
    public Map<String, Part> parts(UnaryOperator<String> part, Layout layout) {
        var parts = new LinkedHashMap<String, Part>();
        for (var s : statements) {
            if (s.index() < 0) {
                parts.merge(part.apply(s.path()), new Part(s.positions(), 0, s.operations(), 0), Part::plus);
            }
        }
        for (var s : keptOf(layout).statements()) {
            parts.merge(part.apply(s.path()), new Part(0, 0, 0, s.bytes()), Part::plus);
        }
        for (var p : graph.parameters()) {
            parts.merge(part.apply(p.name()), new Part(0, p.shape().elements(), 0, 0), Part::plus);
        }
        parts.values().removeIf(Part.NOTHING::equals);
        return parts;
    }
}
