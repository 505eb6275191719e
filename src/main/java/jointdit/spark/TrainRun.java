package jointdit.spark;

import static jointdit.spark.StepClock.Work.COMPUTE;
import static jointdit.spark.StepClock.Work.DATA;
import static jointdit.spark.StepClock.Work.REDUCTION;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
import jointdit.reduce.Ring;
import jointdit.train.Example;
import jointdit.train.TrainConfig;
import jointdit.train.TrainStep;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/**
 * The training loop of a {@link Replica}. All replicas go through it step by step alike; the first one writes what is
 * written.
 *
 * @param replica what it trains on
 * @param train how
 * @param ring all replicas that go step by step with this one
 * @param place of this replica among those that share the clips
 * @param clock where the time goes
 */
record TrainRun(Replica replica, TrainConfig train, Ring ring, Place place, StepClock clock) {
    /** Longest wait for reading or writing a checkpoint. */
    private static final Duration LONG = Duration.ofHours(1);

    /** A replica with a clock of its own. */
    TrainRun(Replica replica, TrainConfig train, Ring ring, Place place) {
        this(replica, train, ring, place, new StepClock(System::nanoTime));
    }

    /** A replica of a ring. */
    TrainRun(Replica replica, TrainConfig train, Ring ring) {
        this(replica, train, ring, new Place(ring.rank(), ring.world()));
    }

    /** Trains to the last step, telling {@code done} the number of steps done. */
    void toTheEnd(LongConsumer done) {
        var store = new CheckpointStore(replica.storage(), train.out());
        try (var step = new TrainStep(replica.modelHere(), data().shape(), train, TaskDevice.here());
                var reports = TrainReports.of(this)) {
            restore(step, agreed(store));
            var validation = validation();
            ring.meet(LONG);
            try (var batches = batches(step.steps())) {
                clock.restart();
                var skipped = new SkippedSteps(ring, train.maxSkipped());
                while (step.steps() < train.steps()) {
                    reports.add(one(step, batch(batches), skipped));
                    done.accept(step.steps());
                    report(step, reports, validation);
                    skipped.check();
                    if (due(step, train.every().checkpoint())) {
                        save(store, step);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the metrics of " + train.out(), e);
        }
    }

    Replica.Data data() {
        return replica.data();
    }

    private ModelStore models() {
        return new ModelStore(replica.storage());
    }

    /** Whether this replica writes. */
    private boolean leads() {
        return ring.rank() == 0;
    }

    TrainStep.Result one(TrainStep step, List<Example> examples, SkippedSteps skipped) {
        if (TaskContext.get().isInterrupted()) {
            throw new TaskKilledException("after " + step.steps() + " steps");
        }
        try (var share = clock.time(COMPUTE, () -> step.gradient(examples))) {
            share.reduce(this::mean);
            var result = clock.time(COMPUTE, () -> step.apply(share));
            skipped.add(result, share, examples);
            return result;
        }
    }

    private void mean(FloatBuffer values) {
        clock.run(REDUCTION, () -> ring.mean(List.of(values)));
    }

    /** Whether step {@code every} is reached, or the last. */
    private boolean due(TrainStep step, int every) {
        return step.steps() % every == 0 || step.steps() == train.steps();
    }

    private void report(TrainStep step, TrainReports reports, List<Example> validation) throws IOException {
        if (due(step, train.every().log())) {
            reports.write(step);
        }
        if (!validation.isEmpty() && due(step, train.every().validate())) {
            reports.validation(step.steps(), step.validate(validation).reduced(this::mean));
        }
    }

    /** The last checkpoint that the first replica finds whole. */
    private Optional<Checkpoint> agreed(CheckpointStore store) {
        var own = leads() ? store.last() : Optional.<Checkpoint>empty();
        ring.meet(LONG);
        var step = ByteBuffer.allocate(Integer.BYTES)
                .putInt(own.map(last -> last.info().step()).orElse(-1));
        int first = ByteBuffer.wrap(ring.broadcast(step.array())).getInt();
        return leads() || first < 0 ? own : Optional.of(store.at(first));
    }

    void restore(TrainStep step, Optional<Checkpoint> last) {
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

    /** A checkpoint that a replica without the others cannot finish. */
    private void save(CheckpointStore store, TrainStep step) {
        if (leads()) {
            store.save(info(step), state(step), train.every().keep(), () -> ring.meet(LONG));
        } else {
            ring.meet(LONG);
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
        return new LatentFeed(source, replica.storage().configuration(), place);
    }

    /** This replica's clips of the steps after {@code done}, read ahead. */
    Prefetch<List<Example>> batches(int done) {
        var feed = feed(data().trainFiles());
        feed.skip((long) done * train.batch());
        return Prefetch.of(() -> feed.next(train.batch()), train.data().prefetch());
    }

    /** The next of them. */
    List<Example> batch(Prefetch<List<Example>> batches) {
        return clock.time(DATA, batches::next);
    }

    /** This replica's share of whole batches of the first validation clips in the order of the seed. */
    List<Example> validation() {
        var clips = Math.min(data().validationClips(), train.data().validationClips());
        var examples = new ArrayList<Example>();
        if (clips >= train.batch()) {
            var feed = feed(data().validationFiles());
            for (long b = 0; b < clips / train.batch(); b++) {
                examples.addAll(feed.next(train.batch()));
            }
        }
        return examples;
    }

    private CheckpointInfo info(TrainStep step) {
        return info(step.steps());
    }

    /** Of a checkpoint after {@code steps}. */
    CheckpointInfo info(int steps) {
        return new CheckpointInfo(
                replica.model(),
                data().shape(),
                data().codec(),
                data().table(),
                train.stage().name(),
                steps,
                train.seed(),
                data().commit(),
                replica.settings(),
                data().towers());
    }

    static Checkpoint.State state(TrainStep step) {
        return new Checkpoint.State(step.weights(), step.average(), step.optimiser());
    }
}
