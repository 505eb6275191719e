package jointdit.tensor;

import static jointdit.config.Check.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A traced function, loaded and bound to its weights. Several programs may share weights; calls may be concurrent. */
public final class Program implements AutoCloseable {
    /** Flat gradient by one parameter; zeros where the loss does not reach it, say behind {@code stopGradient}. */
    private static final String PIECE = "  def piece(self: __torch__.M, g: Optional[Tensor], p: Tensor) -> Tensor:\n"
            + "    if torch.__is__(g, None):\n"
            + "      found = torch.zeros_like(p)\n"
            + "    else:\n"
            + "      found = unchecked_cast(Tensor, g)\n"
            + "    return torch.reshape(found, [-1])\n";

    private final Graph graph;
    private final Weights weights;
    private final NDManager manager;
    private final List<NDArray> constants = new ArrayList<>();
    private final PtSymbolBlock block;

    /**
     * Loads the script.
     *
     * @throws IllegalArgumentException if the weights lack a parameter or have it in another shape
     */
    public Program(Graph graph, Weights weights) {
        this.graph = graph;
        this.weights = weights;
        graph.parameters().forEach(this::require);
        manager = Native.manager(Native.device(weights.manager()));
        for (var constant : graph.constants()) {
            var array = Native.create(manager, constant);
            array.setName("cs[]");
            constants.add(array);
        }
        block = Native.load(manager, Archive.of(graph.forward() + gradientMethod()));
    }

    private void require(Parameter parameter) {
        var found = weights.layout().span(parameter.name()).length();
        argument(
                found == parameter.shape().elements(),
                "Parameter %s needs %d elements, the weights have %d",
                parameter.name(),
                parameter.shape().elements(),
                found);
    }

    /** Outputs for the inputs, in their order. */
    public List<Array> run(Array... inputs) {
        try (var step = manager.newSubManager()) {
            return Native.infer(block, arguments(step, inputs)).stream()
                    .map(Native::read)
                    .toList();
        }
    }

    /**
     * Gradient of the first output, a scalar, by the learning weights; in one native call.
     *
     * @return the gradient and the values of all outputs
     */
    public Gradient gradient(Array... inputs) {
        var first = graph.outputs().get(0);
        argument(first.shape().rank() == 0, "Only a scalar has a gradient, the first output is %s", first);
        argument(weights.layout().learning() > 0, "Every parameter is frozen: nothing has a gradient");
        var step = manager.newSubManager();
        try (var name = step.ones(new ai.djl.ndarray.types.Shape(1))) {
            name.setName("module_method:gradient");
            var list = arguments(step, inputs);
            list.add(name);
            var result = Native.differentiate(block, list);
            var outputs = result.subNDList(1).stream().map(Native::read).toList();
            var flat = result.get(0);
            flat.attach(manager);
            return new Gradient(flat, outputs);
        } finally {
            step.close();
        }
    }

    private NDList arguments(NDManager step, Array... inputs) {
        var wanted = graph.inputs();
        argument(inputs.length == wanted.size(), "Wanted %d inputs, found %d", wanted.size(), inputs.length);
        var list = new NDList();
        for (var i = 0; i < inputs.length; i++) {
            argument(
                    inputs[i].spec().equals(wanted.get(i)),
                    "Input %d must be %s, found %s",
                    i,
                    wanted.get(i),
                    inputs[i].spec());
            list.add(Native.create(step, inputs[i]));
        }
        list.addAll(constants);
        graph.parameters().forEach(p -> list.add(weights.leaf(p.name())));
        return list;
    }

    /** Loss and flat gradient in one method; parameters the loss does not reach get zeros. */
    private String gradientMethod() {
        if (weights.layout().learning() == 0) {
            return "";
        }
        var order = graph.parameters().stream().map(Parameter::name).toList();
        var learning = weights.layout().parameters().stream()
                .filter(p -> weights.layout().learns(p.name()))
                .toList();
        var used = learning.stream()
                .map(p -> order.indexOf(p.name()))
                .filter(i -> i >= 0 && graph.uses(i))
                .toList();
        var pieces = new ArrayList<String>();
        for (var parameter : learning) {
            var at = used.indexOf(order.indexOf(parameter.name()));
            pieces.add(
                    at >= 0
                            ? "self.piece(gs[%d], ps[%d])".formatted(at, used.get(at))
                            : "torch.zeros([" + parameter.shape().elements() + "], device=torch.device(\"" + place()
                                    + "\"))");
        }
        var results = IntStream.range(0, graph.outputs().size())
                .mapToObj(i -> "torch.detach(outs[" + i + "])")
                .collect(Collectors.joining(", "));
        return "  def gradient(" + graph.signature() + ") -> List[Tensor]:\n"
                + "    outs = self.forward(" + graph.call() + ")\n"
                + "    gs = torch.grad([outs[0]], "
                + used.stream().map(i -> "ps[" + i + "]").collect(Collectors.joining(", ", "[", "]"))
                + ", None, None, False, True)\n"
                + "    return [torch.cat(" + pieces.stream().collect(Collectors.joining(", ", "[", "]")) + "), "
                + results + "]\n"
                + PIECE;
    }

    /** Handles that are alive on the manager; constant from call to call. */
    int handles() {
        return manager.getManagedArrays().size();
    }

    private String place() {
        return Native.device(manager).kind() == Device.Kind.CPU
                ? "cpu"
                : "cuda:" + Native.device(manager).index();
    }

    @Override
    public void close() {
        manager.close();
    }
}
