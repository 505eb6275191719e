package jointdit.tensor;

import java.util.List;

/**
 * Where the gradient by one learning weight goes.
 *
 * @param index of the weight in the script, below 0 if the script does not use it
 * @param slice script expression of its part of the flat gradient
 */
record GradientPlace(int index, String slice) {
    /** Methods that write, or add, a gradient to its place; where the loss does not reach a weight there is none. */
    static final String METHODS = """
              def place(self: __torch__.M, g: Optional[Tensor], to: Tensor) -> Tensor:
                if torch.__is__(g, None):
                  written = torch.zero_(to)
                else:
                  written = torch.copy_(to, torch.reshape(unchecked_cast(Tensor, g), [-1]))
                return written
              def add(self: __torch__.M, g: Optional[Tensor], to: Tensor) -> Tensor:
                if torch.__is__(g, None):
                  written = to
                else:
                  written = torch.add_(to, torch.reshape(unchecked_cast(Tensor, g), [-1]))
                return written
            """;

    /** Of all learning weights. */
    static List<GradientPlace> of(Graph graph, Layout layout) {
        var order = graph.parameters().stream().map(Parameter::name).toList();
        return layout.parameters().stream()
                .filter(p -> layout.learns(p.name()))
                .map(p -> of(order.indexOf(p.name()), layout.span(p.name())))
                .toList();
    }

    private static GradientPlace of(int index, Layout.Span span) {
        return new GradientPlace(
                index, "torch.slice(flat, 0, %d, %d)".formatted(span.start(), span.start() + span.length()));
    }

    /** Line that writes what the expression {@code gradient} says. */
    String write(String gradient) {
        return "    _0 = self.place(" + gradient + ", " + slice + ")\n";
    }

    /** Line that adds it to what is there. */
    String add(String gradient) {
        return "    _0 = self.add(" + gradient + ", " + slice + ")\n";
    }

    /** Line that writes zeros. */
    String clear() {
        return "    _0 = torch.zero_(" + slice + ")\n";
    }
}
