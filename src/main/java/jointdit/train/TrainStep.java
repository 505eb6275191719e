package jointdit.train;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jointdit.joint.JointConfig;
import jointdit.joint.JointWeights;
import jointdit.joint.LatentShape;
import jointdit.tensor.AdamW;
import jointdit.tensor.Array;
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
     * @param losses of the batch
     * @param gradientNorm norm before clipping
     * @param rate factor of the learning rates
     * @param skipped whether loss or gradient were not finite, so that the weights stayed as they were
     */
    public record Result(int step, Losses losses, double gradientNorm, double rate, boolean skipped) {}

    /**
     * Loss and gradient at the current weights of a replica's clips of the step, in passes of
     * {@link TrainConfig#clips}.
     */
    public Share gradient(List<Example> examples) {
        var passes = new ArrayList<List<Array>>();
        var suspects = new ArrayList<String>();
        Optional<Gradient> mean = Optional.empty();
        for (var clips : passes(examples)) {
            var part = loss.gradient(batch.training(clips, steps));
            passes.add(part.outputs());
            suspects.addAll(suspects(clips, part.outputs()));
            mean = Optional.of(mean.map(sum -> merged(sum, part, passes.size())).orElse(part));
        }
        return new Share(mean.orElseThrow(), losses(passes), suspects);
    }

    private Gradient merged(Gradient mean, Gradient part, int count) {
        try (part) {
            adamW.merge(mean, part, count);
        }
        return mean;
    }

    private List<List<Example>> passes(List<Example> examples) {
        var clips = config.clips();
        argument(
                !examples.isEmpty() && examples.size() % clips == 0,
                "Wanted passes of %d clips, found %d clips",
                clips,
                examples.size());
        return IntStream.range(0, examples.size() / clips)
                .mapToObj(i -> examples.subList(i * clips, (i + 1) * clips))
                .toList();
    }

    private static List<String> suspects(List<Example> clips, List<Array> outputs) {
        return IntStream.range(0, clips.size())
                .filter(i -> !Float.isFinite(
                        outputs.get(1).floats()[i] + outputs.get(2).floats()[i]))
                .mapToObj(i -> clips.get(i).id())
                .toList();
    }

    /**
     * Updates the weights and their average, or passes over the step where loss or gradient are not finite.
     *
     * @param share mean over all replicas
     */
    public Result apply(Share share) {
        var norm = adamW.clip(share.gradient(), config.optimiser().clipNorm());
        var rate = config.rates().factor(steps, config.steps());
        var losses = share.losses();
        boolean finite = Double.isFinite(norm) && Double.isFinite(losses.total());
        if (finite) {
            update(share.gradient(), rate);
        }
        return new Result(steps++, losses, norm, rate, !finite);
    }

    private void update(Gradient gradient, double rate) {
        switch (config.optimiser().method()) {
            case ADAMW -> adamW.step(gradient, rate);
            case SGD -> adamW.descend(gradient, rate);
        }
        if ((steps + 1) % config.average().every() == 0) {
            adamW.average(average, config.average().decay(config.optimiser().decay(steps)));
        }
    }

    /** Losses without dropped conditions, at fixed noise. */
    public Losses validate(List<Example> examples) {
        return losses(passes(examples).stream()
                .map(clips -> loss.run(batch.validation(clips)))
                .toList());
    }

    private static Losses losses(List<List<Array>> passes) {
        return new Losses(mean(passes, 0), mean(passes, 1), mean(passes, 2));
    }

    private static double mean(List<List<Array>> passes, int output) {
        return passes.stream()
                        .mapToDouble(outputs -> mean(outputs.get(output).floats()))
                        .sum()
                / passes.size();
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
