package jointdit.tensor;

import static jointdit.config.Check.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A traced function, loaded and bound to its weights. Several programs may share weights; calls may be concurrent. */
public final class Program implements AutoCloseable {
    private final Graph graph;
    private final Weights weights;
    private final NDManager manager;
    private final List<NDArray> constants = new ArrayList<>();
    private final PtSymbolBlock block;
    /** Gradient buffers not in use: fresh memory of this size would cost more than the optimiser's step. */
    private final Queue<NDArray> spare = new ConcurrentLinkedQueue<>();

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
        var forward = graph.forward(this::wide);
        var fastest = OneDnn.serves(graph, weights) ? OneDnn.linear(forward) : forward;
        block = Native.load(manager, Archive.of(fastest + gradientMethod()));
    }

    private void require(Parameter parameter) {
        var found = weights.elements(parameter.name());
        argument(
                found == parameter.shape().elements(),
                "Parameter %s needs %d elements, the weights have %d",
                parameter.name(),
                parameter.shape().elements(),
                found);
    }

    /** Where the script takes a parameter from; one that is stored in 16 bits is widened. */
    private String wide(int index) {
        return (weights.isHalf(graph.parameters().get(index).name()) ? "torch.to(ps[%d], %d)" : "ps[%d]")
                .formatted(index, DataType.FLOAT32.scriptCode);
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
        var flat = buffer();
        try (var step = manager.newSubManager()) {
            var name = step.ones(new ai.djl.ndarray.types.Shape(1));
            name.setName("module_method:gradient");
            var list = arguments(step, inputs);
            list.add(flat);
            list.add(name);
            var outputs =
                    Native.differentiate(block, list).stream().map(Native::read).toList();
            return new Gradient(flat, outputs, spare::add);
        } catch (RuntimeException e) {
            spare.add(flat);
            throw e;
        }
    }

    private NDArray buffer() {
        return Optional.ofNullable(spare.poll())
                .orElseGet(() -> manager.zeros(
                        new ai.djl.ndarray.types.Shape(weights.layout().learning())));
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

    private String gradientMethod() {
        if (weights.layout().learning() == 0) {
            return "";
        }
        var text = graph.isCheckpointed()
                ? new CheckpointedGradient(graph, weights.layout(), this::wide).text()
                : new PlainGradient(graph, weights.layout()).text();
        return text + GradientPlace.METHODS;
    }

    /** Handles that are alive on the manager; constant from call to call. */
    int handles() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        manager.close();
    }
}
