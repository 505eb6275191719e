package jointdit.tensor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Script of loss and flat gradient that goes over the segments of a graph twice: forward on weights without gradient,
 * so that only what goes from segment to segment stays, and back, each segment computed again with what its gradient
 * needs.
 *
 * <p>Names: {@code v5} a result, {@code a5} the same as the leaf that a segment starts from, {@code d5} the gradient of
 * the loss by it, {@code o2} what segment 2 returned, {@code r2} what it returned when computed again.
 */
final class CheckpointedGradient {
    private static final String METHODS = """
              def detached(self: __torch__.M, ps: List[Tensor]) -> List[Tensor]:
                fs = annotate(List[Tensor], [])
                for i in range(torch.len(ps)):
                  fs = torch.append(fs, torch.detach(ps[i]))
                return fs
              def known(self: __torch__.M, g: Optional[Tensor], like: Tensor) -> Tensor:
                if torch.__is__(g, None):
                  d = torch.zeros_like(like)
                else:
                  d = unchecked_cast(Tensor, g)
                return d
            """;

    private final Graph graph;
    private final IntFunction<String> parameter;
    private final List<Segment> segments;
    private final GradientFlow flow;
    private final Map<Integer, GradientPlace> places;
    private final List<GradientPlace> unused;
    private final StringBuilder text = new StringBuilder();
    private final Set<String> gradients = new HashSet<>();
    private final Set<Integer> placed = new HashSet<>();

    /** @param parameter where the segments take the weight of an index from */
    CheckpointedGradient(Graph graph, Layout layout, IntFunction<String> parameter) {
        this.graph = graph;
        this.parameter = parameter;
        segments = graph.segments();
        var all = GradientPlace.of(graph, layout);
        places = all.stream()
                .filter(p -> p.index() >= 0)
                .collect(Collectors.toMap(GradientPlace::index, Function.identity()));
        unused = all.stream().filter(p -> p.index() < 0).toList();
        var lines = segments.stream().flatMap(s -> s.lines().stream()).toList();
        flow = new GradientFlow(graph.read(lines), loss(), places::containsKey);
    }

    private String loss() {
        return graph.results().get(0);
    }

    /** The methods {@code segment0}, {@code segment1}, ..., and {@code gradient} as of {@link PlainGradient}. */
    String text() {
        for (var i = 0; i < segments.size(); i++) {
            method(i);
        }
        text.append("  def gradient(")
                .append(graph.signature())
                .append(", flat: Tensor) -> List[Tensor]:\n    fs = self.detached(ps)\n");
        var last = segments.size() - 1;
        for (var i = 0; i < last; i++) {
            forward(i);
        }
        if (leaving(last).isEmpty()) {
            forward(last);
        }
        for (var i = last; i >= 0; i--) {
            if (!leaving(i).isEmpty()) {
                back(i, i == last);
            }
        }
        Stream.concat(unused.stream(), places.values().stream().filter(p -> !placed.contains(p.index())))
                .forEach(p -> text.append(p.clear()));
        var results = graph.results().stream().map("torch.detach(%s)"::formatted);
        text.append(results.collect(Collectors.joining(", ", "    return [", "]\n")));
        return METHODS + text;
    }

    private void method(int index) {
        var segment = segments.get(index);
        var lists = graph.constants().isEmpty() ? "ps: List[Tensor]" : "cs: List[Tensor], ps: List[Tensor]";
        var inputs = segment.inputs().stream().map(i -> i + ": Tensor, ").collect(Collectors.joining());
        text.append("  def segment%d(self: __torch__.M, %s%s) -> List[Tensor]:\n".formatted(index, inputs, lists))
                .append(Graph.text(segment.lines(), parameter, i -> "cs[" + i + "]"))
                .append("\n    return %s\n".formatted(segment.outputs()));
    }

    /** Calls a segment on inputs that {@code leaf} names. */
    private String call(int index, Function<String, String> leaf, String weights) {
        var inputs = segments.get(index).inputs().stream().map(leaf);
        var lists = graph.constants().isEmpty() ? Stream.of(weights) : Stream.of("cs", weights);
        return "self.segment%d(%s)"
                .formatted(index, Stream.concat(inputs, lists).collect(Collectors.joining(", ")));
    }

    private void forward(int index) {
        line("o%d = %s", index, call(index, Function.identity(), "fs"));
        outputs(index, "o" + index);
    }

    private void outputs(int index, String list) {
        var names = segments.get(index).outputs();
        for (var i = 0; i < names.size(); i++) {
            line("%s = torch.detach(%s[%d])", names.get(i), list, i);
        }
    }

    /** Results of a segment that have a gradient. */
    private List<String> leaving(int index) {
        return segments.get(index).outputs().stream().filter(flow::passes).toList();
    }

    private void back(int index, boolean first) {
        var segment = segments.get(index);
        var entering = segment.inputs().stream().filter(flow::passes).toList();
        entering.forEach(v -> line("%s = torch.requires_grad_(torch.detach(%s), True)", leaf(v), v));
        line("r%d = %s", index, call(index, v -> entering.contains(v) ? leaf(v) : v, "ps"));
        if (first) {
            outputs(index, "r" + index);
        }
        var weights = weights(segment);
        var wanted = Stream.concat(
                entering.stream().map(CheckpointedGradient::leaf),
                weights.stream().map("ps[%d]"::formatted));
        differentiate(index, wanted.collect(Collectors.joining(", ")));
        for (var i = 0; i < entering.size(); i++) {
            accumulate(entering.get(i), "self.known(g%d[%d], %s)".formatted(index, i, leaf(entering.get(i))));
        }
        for (var i = 0; i < weights.size(); i++) {
            var gradient = "g%d[%d]".formatted(index, entering.size() + i);
            var place = places.get(weights.get(i));
            text.append(placed.add(place.index()) ? place.write(gradient) : place.add(gradient));
        }
    }

    private void differentiate(int index, String wanted) {
        if (segments.get(index).outputs().contains(loss())) {
            accumulate(loss(), "torch.ones_like(%s)".formatted(loss()));
        }
        var leaving = leaving(index).stream()
                .filter(v -> gradients.contains(gradient(v))) // others are outputs that no later segment uses
                .toList();
        var results = new ArrayList<String>();
        leaving.forEach(v -> results.add(
                "r%d[%d]".formatted(index, segments.get(index).outputs().indexOf(v))));
        var known = leaving.stream().map(CheckpointedGradient::gradient).collect(Collectors.joining(", "));
        line(
                "g%d = torch.grad(%s, [%s], annotate(List[Optional[Tensor]], [%s]), None, False, True)",
                index, results, wanted, known);
    }

    private void accumulate(String name, String more) {
        var known = gradient(name);
        line("%s = %s", known, gradients.add(known) ? more : "torch.add(%s, %s)".formatted(known, more));
    }

    /** Learning weights that a segment loads. */
    private List<Integer> weights(Segment segment) {
        return graph.read(segment.lines()).stream()
                .filter(s -> s.loads("p") && flow.passes(s.name()))
                .map(Statement::index)
                .toList();
    }

    private static String leaf(String name) {
        return "a" + name.substring(1);
    }

    private static String gradient(String name) {
        return "d" + name.substring(1);
    }

    private void line(String format, Object... values) {
        text.append("    ").append(format.formatted(values)).append('\n');
    }
}
