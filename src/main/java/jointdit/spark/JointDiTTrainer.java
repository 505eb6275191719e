package jointdit.spark;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.col;

import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import jointdit.config.Configs;
import jointdit.joint.CheckpointInfo;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.reduce.Ring;
import jointdit.reduce.Token;
import jointdit.train.Parallel;
import jointdit.train.Preflight;
import jointdit.train.TrainConfig;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Trains the joint model inside a Spark job on the table of latents.
 *
 * @param model the network
 * @param train the run
 */
public record JointDiTTrainer(JointConfig model, TrainConfig train) {
    private static final String VALIDATION = "validation";

    /**
     * Trains to the last step and writes checkpoints and metrics to {@code train.out}; a run that was interrupted goes
     * on from its last checkpoint.
     *
     * @param done told the number of steps done, now and then
     * @param commit source this was built from
     * @throws IllegalArgumentException before any long work, if table, model and settings do not fit
     * @throws IllegalStateException if another run is at work in {@code train.out}, or losses stay without end
     */
    public void fit(SparkSession spark, String commit, LongConsumer done) {
        var storage = Storage.of(spark);
        var models = new ModelStore(storage);
        var cache = new LatentCache(spark, train.latents());
        var first = first(cache);
        Preflight.require(new Preflight(model, models, shape(first)).beforeTraining(train));
        sameRuns(storage);
        var data = data(cache, first, commit, model.at(models));
        checkSlots(spark.sparkContext());
        var replica = new Replica(storage, Configs.json(model), Configs.json(train), data);
        try (var lock = RunLock.take(
                storage,
                train.out(),
                RunLock.Pace.USUAL,
                () -> spark.sparkContext().cancelJobGroup(group()))) {
            spark.sparkContext().setJobGroup(group(), "Train stage " + train.stage(), false);
            run(spark, replica, done, lock);
        } finally {
            spark.sparkContext().clearJobGroup();
        }
    }

    private void run(SparkSession spark, Replica replica, LongConsumer done, RunLock lock) {
        try (var watch = new TrainWatch(spark.sparkContext(), train, group(), done)) {
            var failures = stage(new JavaSparkContext(spark.sparkContext()), replica, watch);
            if (!failures.isEmpty()) {
                throw new IllegalStateException(failures.get(0));
            }
            done.accept(train.steps());
        } catch (RuntimeException e) {
            if (lock.isLost()) {
                throw new IllegalStateException("Another run has taken over " + train.out() + "; this one ended", e);
            }
            throw e;
        }
    }

    private String group() {
        return "train " + train.out();
    }

    private List<String> stage(JavaSparkContext context, Replica replica, TrainWatch watch) {
        if (train.parallel() instanceof Parallel.Rounds rounds) {
            return new Rounds(context, replica, watch, rounds).train();
        }
        watch.describe("step %d of %d".formatted(stepsSaved(replica.storage()), train.steps()));
        var steps = watch.steps();
        if (train.parallel() instanceof Parallel.AllReduce together) {
            return new AllReduceStage(train.out(), together.timeout(), Token.random())
                    .train(context, Collections.nCopies(together.replicas(), replica), steps);
        }
        return TaskDevice.wanted(context.parallelize(List.of(replica), 1))
                .flatMap(task -> task.train(Ring.ofOne(), steps))
                .collect();
    }

    private int stepsSaved(Storage storage) {
        return new CheckpointStore(storage, train.out())
                .lastInfo()
                .map(CheckpointInfo::step)
                .orElse(0);
    }

    /** Spark itself would wait for minutes. */
    private void checkSlots(SparkContext context) {
        var replicas = train.parallel().slots();
        argument(
                !context.isLocal() || replicas <= context.defaultParallelism(),
                "Wanted %d replicas at a time, found %d cores in %s; set spark.master=local[%d] or fewer replicas",
                replicas,
                context.defaultParallelism(),
                context.master(),
                replicas);
    }

    /** What is there of this run, and what it begins from, must be of this model. */
    private void sameRuns(Storage storage) {
        new CheckpointStore(storage, train.out()).lastInfo().ifPresent(info -> {
            argument(
                    info.stage().equals(train.stage().name()),
                    "%s holds a run of stage %s, wanted %s; set another out",
                    train.out(),
                    info.stage(),
                    train.stage());
            sameModel(train.out(), info);
        });
        train.from().ifPresent(from -> sameModel(from, new CheckpointStore(storage, from).requireInfo()));
    }

    private void sameModel(String run, CheckpointInfo info) {
        argument(
                info.model().with(model.attention()).equals(model),
                "%s holds another architecture: wanted %s, found %s; set the model block as it was, or another run",
                run,
                Configs.json(model),
                Configs.json(info.model()));
    }

    private Replica.Data data(LatentCache cache, LatentRow first, String commit, JointConfig here) {
        var rows = cache.latents();
        var held = rows.where(col("split").equalTo(VALIDATION));
        var card = cache.card().orElseThrow();
        TowerConditions.of(here, cache.emptyText()).check(first.conditions(), shape(first), model);
        return new Replica.Data(
                files(rows, false),
                files(rows, true),
                held.count(),
                shape(first),
                card.codec(),
                card.table(),
                commit,
                here.published());
    }

    /** Files of clips that are held out, or of all others; the table has a folder per split. */
    private static List<String> files(Dataset<Row> rows, boolean held) {
        return Stream.of(rows.inputFiles())
                .filter(file -> file.contains("/split=" + VALIDATION + "/") == held)
                .toList();
    }

    /** One of the clips to learn from. */
    private LatentRow first(LatentCache cache) {
        var learning = cache.latents().where(col("split").notEqual(VALIDATION));
        argument(!learning.isEmpty(), "Every clip of %s is held out for validation", train.latents());
        return LatentRow.from(learning.first());
    }

    /** Shape of the latents of a clip. */
    static LatentShape shape(LatentRow row) {
        var video = row.latents().videoShape();
        var audio = row.latents().audioShape();
        return new LatentShape(
                video[0], video[1], video[2], video[3], row.framesPerSecond(), audio[0], audio[1], audio[2]);
    }
}
