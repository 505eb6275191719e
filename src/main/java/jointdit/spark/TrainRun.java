package jointdit.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
import jointdit.tensor.Device;
import jointdit.train.EventFile;
import jointdit.train.Example;
import jointdit.train.MetricsLog;
import jointdit.train.TrainConfig;
import jointdit.train.TrainStep;

/**
 * The training loop of a {@link Replica}.
 *
 * @param replica what it trains on
 * @param train how
 */
record TrainRun(Replica replica, TrainConfig train) {
    /** Trains to the last step, telling {@code done} the number of steps done. */
    void toTheEnd(LongConsumer done) {
        var store = new CheckpointStore(replica.storage(), train.out());
        try (var step = new TrainStep(replica.modelHere(), data().shape(), train, Device.cpu());
                var metrics = metrics()) {
            restore(step, store.last());
            var feed = feed(data().trainFiles());
            feed.skip((long) step.steps() * train.batch());
            var validation = validation();
            var window = new Window();
            while (step.steps() < train.steps()) {
                window.add(one(step, feed.next(train.batch())));
                done.accept(step.steps());
                report(step, window, metrics, validation);
                if (due(step, train.every().checkpoint())) {
                    store.save(info(step), state(step), train.every().keep());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the metrics of " + train.out(), e);
        }
    }

    private ModelStore models() {
        return new ModelStore(replica.storage());
    }

    private Replica.Data data() {
        return replica.data();
    }

    private static TrainStep.Result one(TrainStep step, List<Example> examples) {
        try (var gradient = step.gradient(examples)) {
            return step.apply(gradient);
        }
    }

    /** Whether step {@code every} is reached, or the last. */
    private boolean due(TrainStep step, int every) {
        return step.steps() % every == 0 || step.steps() == train.steps();
    }

    private void report(TrainStep step, Window window, MetricsLog metrics, List<List<Example>> validation)
            throws IOException {
        if (due(step, train.every().log())) {
            metrics.write(step.steps(), window.figures());
        }
        if (!validation.isEmpty() && due(step, train.every().validate())) {
            var sum = new Window();
            validation.forEach(batch -> sum.add(step.validate(batch)));
            metrics.write(step.steps(), sum.losses("validation"));
        }
    }

    private void restore(TrainStep step, Optional<Checkpoint> last) {
        if (last.isPresent()) {
            var saved = last.get().at(models());
            saved.readWeights(step.weights());
            saved.readAverage(step.average());
            step.resume(saved.optimiser(), saved.info().step());
        } else if (train.from().isPresent()) {
            var start = new CheckpointStore(replica.storage(), train.from().get())
                    .require()
                    .at(models());
            start.readAverage(step.weights());
            start.readAverage(step.average());
        }
    }

    private TowerConditions towers() {
        return TowerConditions.of(replica.modelHere(), EmptyTextFile.in(replica.storage(), train.latents()));
    }

    private LatentFeed feed(List<String> files) {
        var source = new LatentFeed.Source(
                files,
                data().shape(),
                new TextHasher(replica.model().textWidth()),
                train.data().shuffleBuffer(),
                train.seed(),
                towers());
        return new LatentFeed(source, replica.storage().configuration());
    }

    /** Whole batches of the first validation clips in the order of the seed. */
    private List<List<Example>> validation() {
        var clips = Math.min(data().validationClips(), train.data().validationClips());
        var batches = new ArrayList<List<Example>>();
        if (clips >= train.batch()) {
            var feed = feed(data().validationFiles());
            for (long b = 0; b < clips / train.batch(); b++) {
                batches.add(feed.next(train.batch()));
            }
        }
        return batches;
    }

    private MetricsLog metrics() throws IOException {
        var clock = InstantSource.system();
        var name = EventFile.name(clock.instant());
        return new MetricsLog(
                replica.storage().live(train.out() + "/metrics/" + name + ".jsonl"),
                replica.storage().live(train.out() + "/metrics/" + name),
                clock);
    }

    private CheckpointInfo info(TrainStep step) {
        return new CheckpointInfo(
                replica.model(),
                data().shape(),
                data().codec(),
                data().table(),
                train.stage().name(),
                step.steps(),
                train.seed(),
                data().commit(),
                replica.settings(),
                data().towers());
    }

    private static Checkpoint.State state(TrainStep step) {
        return new Checkpoint.State(step.weights(), step.average(), step.optimiser());
    }

    /** Means since the last report. */
    private static final class Window {
        private final Map<String, Double> sums = new HashMap<>();
        private long start = System.nanoTime();
        private double rate;
        private int steps;

        void add(TrainStep.Result result) {
            sums.merge("video", result.videoLoss(), Double::sum);
            sums.merge("audio", result.audioLoss(), Double::sum);
            sums.merge("total", result.loss(), Double::sum);
            sums.merge("gradient", result.gradientNorm(), Double::sum);
            rate = result.rate();
            steps++;
        }

        Map<String, Double> losses(String prefix) {
            return Map.of(
                    prefix + "/video", sums.get("video") / steps,
                    prefix + "/audio", sums.get("audio") / steps,
                    prefix + "/total", sums.get("total") / steps);
        }

        /** The figures; the next window begins. */
        Map<String, Double> figures() {
            var figures = new HashMap<>(losses("loss"));
            figures.put("gradient-norm", sums.get("gradient") / steps);
            figures.put("rate", rate);
            figures.put("steps-per-second", steps / ((System.nanoTime() - start) * 1e-9));
            sums.clear();
            steps = 0;
            start = System.nanoTime();
            return new TreeMap<>(figures);
        }
    }
}
