package jointdit.tensor;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Script of loss and flat gradient, which keeps all results of the forward pass that the gradient needs. */
final class PlainGradient {
    private final Graph graph;
    private final List<GradientPlace> places;

    PlainGradient(Graph graph, Layout layout) {
        this.graph = graph;
        places = GradientPlace.of(graph, layout);
    }

    /** The method {@code gradient}, which returns the outputs and writes to its last argument. */
    String text() {
        var used = places.stream()
                .map(GradientPlace::index)
                .filter(i -> i >= 0 && graph.uses(i))
                .toList();
        var written = places.stream()
                .map(p -> used.contains(p.index()) ? p.write("gs[" + used.indexOf(p.index()) + "]") : p.clear())
                .collect(Collectors.joining());
        var results = IntStream.range(0, graph.outputs().size())
                .mapToObj(i -> "torch.detach(outs[" + i + "])")
                .collect(Collectors.joining(", "));
        return "  def gradient(" + graph.signature() + ", flat: Tensor) -> List[Tensor]:\n"
                + "    outs = self.forward(" + graph.call() + ")\n"
                + "    gs = torch.grad([outs[0]], "
                + used.stream().map(i -> "ps[" + i + "]").collect(Collectors.joining(", ", "[", "]"))
                + ", None, None, False, True)\n"
                + written
                + "    return [" + results + "]\n";
    }
}
