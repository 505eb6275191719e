package jointdit.tensor;

import static jointdit.config.Check.argument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.nio.FloatBuffer;
import java.util.function.ObjDoubleConsumer;

/**
 * AdamW by torch's formula, one fused call per learning-rate group.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter 2019, algorithm 2</a>
 */
public final class AdamW implements AutoCloseable {
    /**
     * Constants of the optimiser.
     *
     * @param beta1 decay of the first moment, in [0, 1)
     * @param beta2 decay of the second moment, in [0, 1)
     * @param epsilon added to the root of the second moment
     * @param weightDecay share of a weight taken off per unit of learning rate
     */
    public record Settings(double beta1, double beta2, double epsilon, double weightDecay) {
        public Settings {
            argument(0 <= beta1 && beta1 < 1, "beta1 must lie in [0, 1), found %s", beta1);
            argument(0 <= beta2 && beta2 < 1, "beta2 must lie in [0, 1), found %s", beta2);
            argument(epsilon > 0, "epsilon must be above 0, found %s", epsilon);
            argument(weightDecay >= 0, "weight-decay must not be negative, found %s", weightDecay);
        }
    }

    /**
     * What a resumed run needs, learning weights only.
     *
     * @param steps steps done
     * @param first moving mean of the gradient
     * @param second moving mean of its square
     */
    public record State(long steps, float[] first, float[] second) {}

    private static final String SCRIPT = """
              def clip(self: __torch__.M, g: Tensor, limit: float) -> float:
                norm = float(torch.linalg_vector_norm(g))
                if torch.gt(norm, limit):
                  _0 = torch.mul_(g, torch.div(limit, norm))
                else:
                  pass
                return norm
              def adamw(self: __torch__.M, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], s: List[Tensor], c: List[float]) -> int:
                torch._fused_adamw_(p, g, m, v, annotate(List[Tensor], []), s, lr=c[0], beta1=c[1], beta2=c[2], weight_decay=c[3], eps=c[4], amsgrad=False, maximize=False)
                return 0
              def descend(self: __torch__.M, p: Tensor, g: Tensor, rate: float) -> int:
                _0 = torch.sub_(p, g, alpha=rate)
                return 0
              def average(self: __torch__.M, a: Tensor, p: Tensor, share: float) -> int:
                _0 = torch.lerp_(a, p, share)
                return 0
            """;

    /** Weights that are on their way to another device at a time, 256 MiB. */
    private static final long PIECE = 1L << 26;

    private final Weights weights;
    private final Settings settings;
    private final NDManager manager;
    private final PtSymbolBlock script;
    private final NDArray first;
    private final NDArray second;
    private long steps;

    public AdamW(Weights weights, Settings settings) {
        this.weights = weights;
        this.settings = settings;
        this.manager = Native.manager(Native.device(weights.manager()));
        this.script = Native.load(manager, Archive.of(SCRIPT));
        var shape = new ai.djl.ndarray.types.Shape(weights.layout().learning());
        this.first = manager.zeros(shape);
        this.second = manager.zeros(shape);
    }

    /**
     * Scales the gradient down to {@code limit} where its norm over all parameters exceeds it.
     *
     * @return the norm before
     */
    public double clip(Gradient gradient, double limit) {
        try (var g = IValue.from((PtNDArray) gradient.flat());
                var l = IValue.from(limit);
                var norm = IValueUtils.runMethod(script, "clip", g, l)) {
            return norm.toDouble();
        }
    }

    /** Takes the last of {@code count} gradients into {@code mean}, so far the mean of those before it. */
    public void merge(Gradient mean, Gradient last, int count) {
        call(
                "average",
                IValue.from((PtNDArray) mean.flat()),
                IValue.from((PtNDArray) last.flat()),
                IValue.from(1.0 / count));
    }

    /** One step; every group's rate is multiplied by {@code rate}, the schedule's factor. */
    public void step(Gradient gradient, double rate) {
        eachGroup(rate, (span, own) -> update(span, own, gradient.flat()));
    }

    /** One step of plain gradient descent, with no decay and no moments, at the rates of {@link #step}. */
    public void descend(Gradient gradient, double rate) {
        eachGroup(rate, (span, own) -> descend(span, own, gradient.flat()));
    }

    private void eachGroup(double rate, ObjDoubleConsumer<Layout.Span> update) {
        steps++;
        var layout = weights.layout();
        for (var i = 0; i < layout.groups().size(); i++) {
            if (layout.span(i).length() > 0) {
                update.accept(layout.span(i), layout.groups().get(i).learningRate() * rate);
            }
        }
    }

    private void descend(Layout.Span span, double rate, NDArray gradient) {
        try (var step = manager.newSubManager()) {
            var part = new NDIndex("{}:{}", span.start(), span.start() + span.length());
            call(
                    "descend",
                    IValue.from((PtNDArray) weights.flat().get(step, part)),
                    IValue.from((PtNDArray) gradient.get(step, part)),
                    IValue.from(rate));
        }
    }

    private void update(Layout.Span span, double rate, NDArray gradient) {
        try (var step = manager.newSubManager()) {
            var part = new NDIndex("{}:{}", span.start(), span.start() + span.length());
            call(
                    "adamw",
                    list(weights.flat().get(step, part)),
                    list(gradient.get(step, part)),
                    list(first.get(step, part)),
                    list(second.get(step, part)),
                    list(step.create((float) steps)),
                    IValue.listFrom(rate, settings.beta1, settings.beta2, settings.weightDecay, settings.epsilon));
        }
    }

    /**
     * Moves {@code average} towards the learning weights by {@code 1 - decay}, where it lies: across devices they go to
     * it piece by piece.
     */
    public void average(Weights average, double decay) {
        var near = Native.device(average.manager()).equals(Native.device(manager));
        average(average, decay, near ? weights.layout().learning() : PIECE);
    }

    /** The same, at most {@code piece} weights at a time. */
    void average(Weights average, double decay, long piece) {
        var learning = weights.layout().learning();
        for (long start = 0; start < learning; start += piece) {
            var part = new NDIndex("{}:{}", start, Math.min(learning, start + piece));
            try (var step = manager.newSubManager()) {
                var there = average.flat().get(step, part);
                call(
                        "average",
                        IValue.from((PtNDArray) there),
                        IValue.from((PtNDArray) weights.flat().get(step, part).toDevice(there.getDevice(), false)),
                        IValue.from(1 - decay));
            }
        }
    }

    private void call(String method, IValue... values) {
        try (var result = IValueUtils.runMethod(script, method, values)) {
            result.toLong();
        } finally {
            for (var value : values) {
                value.close();
            }
        }
    }

    private static IValue list(NDArray array) {
        return IValue.listFrom((PtNDArray) array);
    }

    /** Moments and step count, copies. */
    public State state() {
        return new State(steps, Native.floats(first), Native.floats(second));
    }

    /** Goes on from a saved state. */
    public void restore(State state) {
        argument(
                state.first().length == weights.layout().learning(),
                "The optimiser state is of %d weights, %d are learning",
                state.first().length,
                weights.layout().learning());
        steps = state.steps();
        Native.write(first, FloatBuffer.wrap(state.first()));
        Native.write(second, FloatBuffer.wrap(state.second()));
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
