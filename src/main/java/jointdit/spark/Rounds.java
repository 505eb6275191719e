package jointdit.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import jointdit.joint.CheckpointInfo;
import jointdit.train.MetricsLog;
import jointdit.train.Parallel;
import jointdit.train.TrainConfig;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;

/**
 * Training in rounds, from the driver: a job in which every replica takes the steps of the round alone, then a task
 * that joins what they came to, and so on. The driver holds no weights.
 *
 * @param context Spark
 * @param replica what is trained
 * @param train how
 * @param parallel the rounds
 */
record Rounds(JavaSparkContext context, Replica replica, TrainConfig train, Parallel.Rounds parallel) {
    /**
     * Trains to the last step, telling {@code done} the number of steps done.
     *
     * @return why training cannot go on, if it cannot
     */
    List<String> train(LongConsumer done) {
        clean();
        try (var log = TrainReports.log(replica.storage(), train.out())) {
            for (var from = begun(); from < train.steps(); ) {
                var work = new RoundWork(replica, from, Math.min(train.steps(), next(from)));
                var results = results(work, done);
                write(log, results.stream().map(RoundWork.Result::metrics).toList());
                var failures = results.stream()
                        .map(RoundWork.Result::failure)
                        .filter(failure -> !failure.isEmpty())
                        .toList();
                if (!failures.isEmpty()) {
                    return failures;
                }
                write(log, List.of(merge(work, results)));
                clean();
                from = work.to();
                done.accept(from);
            }
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the metrics of " + train.out(), e);
        }
    }

    /** Rounds end at multiples of their length, wherever the run begins. */
    private int next(int from) {
        return (from / parallel.steps() + 1) * parallel.steps();
    }

    /** What killed tasks left behind. */
    private void clean() {
        replica.storage().delete(train.out() + RoundWork.FOLDER);
    }

    /** Steps of the checkpoint that the first round begins with. */
    private int begun() {
        var last =
                new CheckpointStore(replica.storage(), train.out()).lastInfo().map(CheckpointInfo::step);
        if (last.isEmpty()) {
            describe("first weights");
            context.parallelize(List.of(new RoundWork(replica, 0, 0)), 1).foreach(RoundWork::begin);
        }
        return last.orElse(0);
    }

    private List<RoundWork.Result> results(RoundWork work, LongConsumer done) {
        var world = parallel.replicas();
        var places = IntStream.range(0, world)
                .mapToObj(rank -> new Place(rank, world))
                .toList();
        var steps = context.sc().longAccumulator("steps");
        var listener = new TaskSteps(steps.id(), done);
        Function<Place, RoundWork.Result> task =
                place -> work.train(place, place.rank() == 0 ? steps::setValue : n -> {});
        describe("steps %d to %d of %d on %d replicas".formatted(work.from() + 1, work.to(), train.steps(), world));
        context.sc().addSparkListener(listener);
        try {
            var tasks = TaskDevice.wanted(context.parallelize(places, world).map(task));
            return new QuorumJob(parallel.enough(), parallel.grace())
                    .results(tasks).stream()
                            .sorted(Comparator.comparing(RoundWork.Result::folder))
                            .toList();
        } finally {
            context.sc().removeSparkListener(listener);
        }
    }

    private String merge(RoundWork work, List<RoundWork.Result> results) {
        var rounds = parallel;
        var folders =
                new ArrayList<>(results.stream().map(RoundWork.Result::folder).toList());
        describe("join %d replicas after step %d of %d".formatted(folders.size(), work.to(), train.steps()));
        return context.parallelize(List.of(work), 1)
                .map(task -> task.merge(rounds, folders))
                .collect()
                .get(0);
    }

    private void describe(String what) {
        context.sc().setJobDescription("Train stage " + train.stage() + ": " + what);
    }

    /** Means of the figures over replicas, by step. */
    private static void write(MetricsLog log, List<String> replicas) throws IOException {
        var sums = new TreeMap<Long, Map<String, List<Double>>>();
        for (var lines : replicas) {
            MetricsLog.read(lines)
                    .forEach((step, figures) ->
                            figures.forEach((tag, value) -> sums.computeIfAbsent(step, s -> new HashMap<>())
                                    .computeIfAbsent(tag, t -> new ArrayList<>())
                                    .add(value)));
        }
        for (var step : sums.entrySet()) {
            var means = new TreeMap<String, Double>();
            step.getValue()
                    .forEach((tag, values) -> means.put(
                            tag,
                            values.stream()
                                    .mapToDouble(Double::doubleValue)
                                    .average()
                                    .orElseThrow()));
            log.write(step.getKey(), means);
        }
    }
}
