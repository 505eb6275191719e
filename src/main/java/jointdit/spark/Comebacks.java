package jointdit.spark;

import java.util.function.Supplier;
import java.util.stream.Stream;
import jointdit.joint.CheckpointInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a training job back as long as it comes forward. Spark gives a job up after four losses of a task or stage,
 * however far apart; a run of weeks on a cluster has more.
 *
 * @param checkpoints of the run: a later one than before is a step forward
 */
record Comebacks(CheckpointStore checkpoints) {
    private static final Logger LOG = LoggerFactory.getLogger(Comebacks.class);

    /**
     * The result of {@code job}, run again when it fails after writing a checkpoint.
     *
     * <p>Throws what the job threw that wrote none, or was cancelled.
     */
    <T> T run(Supplier<T> job) {
        var start = step();
        while (true) {
            try {
                return job.get();
            } catch (Exception e) { // also a SparkException, checked and undeclared
                var reached = step();
                if (reached <= start || isCancelled(e)) {
                    throw e;
                }
                LOG.warn("{} goes on from step {}: {}", checkpoints.run(), reached, e.getMessage());
                start = reached;
            }
        }
    }

    private int step() {
        return checkpoints.lastInfo().map(CheckpointInfo::step).orElse(0);
    }

    /** Spark has no type for it: "Job 3 cancelled because ...". */
    private static boolean isCancelled(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .map(e -> String.valueOf(e.getMessage()))
                .anyMatch(message -> message.matches("(?s).*Job \\d+ cancelled.*"));
    }
}
