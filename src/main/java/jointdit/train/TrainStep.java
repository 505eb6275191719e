package jointdit.train;

import java.util.List;
import jointdit.joint.JointConfig;
import jointdit.joint.JointWeights;
import jointdit.joint.LatentShape;
import jointdit.tensor.AdamW;
import jointdit.tensor.Device;
import jointdit.tensor.Gradient;
import jointdit.tensor.Program;
import jointdit.tensor.Weights;

/** One optimiser step of the joint model: loss, gradient, clipping, AdamW and the moving average of the weights. */
public final class TrainStep implements AutoCloseable {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.99;
    private static final double EPSILON = 1e-8;

    private final TrainConfig config;
    private final Batch batch;
    private final Weights weights;
    private final Weights average;
    private final Program loss;
    private final AdamW adamW;
    private int steps;

    /** Fresh weights from the run's seed, but for published ones. */
    public TrainStep(JointConfig model, LatentShape shape, TrainConfig config, Device device) {
        this.config = config;
        batch = new Batch(model, shape, config);
        var graph = JointLoss.trace(model, shape, config);
        var groups = config.stage().groups(model, config);
        weights = JointWeights.learning(model, graph.parameters(), groups).initial(device, config.seed());
        average = weights.copy(config.average().device(device));
        loss = new Program(graph, weights);
        adamW = new AdamW(
                weights,
                new AdamW.Settings(BETA_1, BETA_2, EPSILON, config.optimiser().weightDecay()));
    }

    /**
     * What one step did.
     *
     * @param step number of the step, from 0
     * @param loss mean loss of the batch
     * @param videoLoss its video part
     * @param audioLoss its audio part, before weighting
     * @param gradientNorm norm before clipping
     * @param rate factor of the learning rates
     */
    public record Result(int step, double loss, double videoLoss, double audioLoss, double gradientNorm, double rate) {}

    /** Loss and gradient of {@code examples} at the current weights; replicas average it before {@link #apply}. */
    public Gradient gradient(List<Example> examples) {
        return loss.gradient(batch.training(examples, steps));
    }

    /** Updates the weights and their average. */
    public Result apply(Gradient gradient) {
        var norm = adamW.clip(gradient, config.optimiser().clipNorm());
        var rate = config.rates().factor(steps, config.steps());
        adamW.step(gradient, rate);
        if ((steps + 1) % config.average().every() == 0) {
            adamW.average(average, config.average().decay(config.optimiser().decay(steps)));
        }
        var outputs = gradient.outputs();
        return new Result(
                steps++,
                gradient.loss(),
                mean(outputs.get(1).floats()),
                mean(outputs.get(2).floats()),
                norm,
                rate);
    }

    /** Mean video and audio loss without dropped conditions, at fixed noise. */
    public Result validate(List<Example> examples) {
        var outputs = loss.run(batch.validation(examples));
        return new Result(
                steps,
                outputs.get(0).floats()[0],
                mean(outputs.get(1).floats()),
                mean(outputs.get(2).floats()),
                0,
                0);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (var value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Steps done. */
    public int steps() {
        return steps;
    }

    /** The weights as they are. */
    public Weights weights() {
        return weights;
    }

    /** Their moving average. */
    public Weights average() {
        return average;
    }

    /** Moments of the optimiser, copies. */
    public AdamW.State optimiser() {
        return adamW.state();
    }

    /** Goes on after {@code done} steps; the weights and their average have been set already. */
    public void resume(AdamW.State optimiser, int done) {
        adamW.restore(optimiser);
        steps = done;
    }

    @Override
    public void close() {
        adamW.close();
        loss.close();
        average.close();
        weights.close();
    }
}
