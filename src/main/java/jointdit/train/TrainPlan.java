package jointdit.train;

import java.util.function.ToLongFunction;
import jointdit.config.Bytes;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.joint.TowerConfig;
import jointdit.tensor.Footprint;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Parameter;
import jointdit.train.TrainConfig.Average.Place;

/**
 * What a training run needs, without weights: what {@link TrainStep} holds, from its graph and its layout.
 *
 * @param footprint of the loss
 * @param layout learning and frozen weights
 * @param mapped frozen weights of published towers, which stay in their files
 * @param place where the moving average lies
 * @param gradients that are there at once: one more where a step takes several passes
 */
public record TrainPlan(Footprint footprint, Layout layout, long mapped, Place place, int gradients) {
    /** Of a run; nothing is allocated. */
    public static TrainPlan of(JointConfig model, LatentShape shape, TrainConfig config) {
        return of(JointLoss.trace(model, shape, config), model, config);
    }

    /** Of the graph of the loss. */
    static TrainPlan of(Graph graph, JointConfig model, TrainConfig config) {
        var layout = Layout.of(graph.parameters(), config.stage().groups(model, config));
        return new TrainPlan(
                graph.footprint(),
                layout,
                mapped(layout, "video.", model.video()) + mapped(layout, "audio.", model.audio()),
                config.average().place(),
                Math.min(2, config.accumulate()));
    }

    private static long mapped(Layout layout, String prefix, TowerConfig tower) {
        return !tower.isPublished()
                ? 0
                : layout.parameters().stream()
                        .filter(p -> p.name().startsWith(prefix) && !layout.learns(p.name()))
                        .mapToLong(p -> p.shape().elements())
                        .sum();
    }

    /** Weights of modules whose path begins with {@code prefix}. */
    public long parameters(String prefix) {
        return sum(prefix, p -> p.shape().elements());
    }

    /** Those of them that learn. */
    public long learning(String prefix) {
        return sum(prefix, p -> layout.learns(p.name()) ? p.shape().elements() : 0);
    }

    private long sum(String prefix, ToLongFunction<Parameter> size) {
        return layout.parameters().stream()
                .filter(p -> p.name().startsWith(prefix))
                .mapToLong(size)
                .sum();
    }

    /** Tokens, pixels or frames of sound that modules below {@code prefix} work on, at most, of the whole batch. */
    public long tokens(String prefix) {
        return footprint
                .parts(path -> path.startsWith(prefix) ? prefix : "", layout)
                .getOrDefault(prefix, Footprint.Part.NOTHING)
                .positions();
    }

    /** All weights: float32, and those in files of published towers in the half precision they mostly have. */
    public Bytes weights() {
        return average().plus(new Bytes(2 * mapped));
    }

    /** Moving average of the weights that are in no file. */
    public Bytes average() {
        return floats(layout.size() - mapped);
    }

    /** Gradient of the learning weights. */
    public Bytes gradient() {
        return floats(layout.learning());
    }

    /** The mean over the passes of a step, beside the gradient of one. */
    private Bytes earlierPasses() {
        return floats((gradients - 1) * layout.learning());
    }

    /** Both moments of AdamW. */
    public Bytes optimiser() {
        return floats(2 * layout.learning());
    }

    /** Results that wait for the gradient, with the inputs. */
    public Bytes activations() {
        return new Bytes(footprint.kept(layout) + footprint.inputs());
    }

    /** Most results alive at once beside them; the gradient has as many on its way back. */
    public Bytes passing() {
        return new Bytes(footprint.passing());
    }

    /**
     * All of it, in the device that trains: without the average if that is in the machine's memory.
     *
     * @param headroom what computing the gradient takes over its tensors, at least 1
     */
    public Bytes memory(double headroom) {
        var held = weights().plus(optimiser()).plus(earlierPasses());
        var passing = gradient().plus(activations()).plus(passing()).count();
        return (place == Place.CPU ? held : held.plus(average())).plus(new Bytes(Math.round(headroom * passing)));
    }

    /** Files of a checkpoint: weights, average and moments. */
    public Bytes checkpoint() {
        return average().plus(average()).plus(optimiser());
    }

    /** Additions and multiplications of a pass. */
    public long operations() {
        return footprint.trainingOperations(layout);
    }

    private static Bytes floats(long count) {
        return new Bytes(Float.BYTES * count);
    }
}
