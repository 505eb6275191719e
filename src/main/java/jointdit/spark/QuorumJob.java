package jointdit.spark;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Function0;
import scala.Function1;
import scala.Function2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.runtime.BoxedUnit;

/**
 * A job that does not wait for every task.
 *
 * @param enough tasks without which it does not end
 * @param grace how long it waits for the others then
 */
record QuorumJob(int enough, Duration grace) {
    private static final Logger LOG = LoggerFactory.getLogger(QuorumJob.class);
    private static final long POLL_MILLIS = 20;

    /**
     * Runs {@code tasks}, of one element each.
     *
     * @return results of those that ended in time, in no order
     * @throws RuntimeException what ended the job, if too few tasks did
     */
    <T> List<T> results(JavaRDD<T> tasks) {
        var results = Collections.synchronizedList(new ArrayList<T>());
        var action = submit(tasks, results);
        var patience = new Patience(grace);
        while (!action.isCompleted()) {
            if (results.size() >= enough && patience.isOver()) {
                LOG.warn("Going on with {} of {} tasks; the others are late", results.size(), tasks.getNumPartitions());
                action.cancel();
                return List.copyOf(results);
            }
            pause(action);
        }
        var failure = action.value().get();
        if (failure.isFailure() && results.size() < enough) {
            throw new IllegalStateException(
                    failure.failed().get().getMessage(), failure.failed().get());
        }
        return List.copyOf(results);
    }

    private static <T> SimpleFutureAction<BoxedUnit> submit(JavaRDD<T> tasks, List<T> results) {
        var partitions = IntStream.range(0, tasks.getNumPartitions())
                .<Object>mapToObj(i -> i)
                .toList();
        return tasks.context()
                .submitJob(
                        tasks.rdd(),
                        (Function1<Iterator<T>, T> & Serializable) Iterator::next,
                        JavaConverters.asScalaBuffer(partitions).toSeq(),
                        (Function2<Object, T, BoxedUnit>) (index, result) -> {
                            results.add(result);
                            return BoxedUnit.UNIT;
                        },
                        (Function0<BoxedUnit>) () -> BoxedUnit.UNIT);
    }

    private static void pause(SimpleFutureAction<BoxedUnit> action) {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            action.cancel();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while tasks were at work", e);
        }
    }

    /** Runs from the first time it is asked. */
    private static final class Patience {
        private final Duration grace;
        private long start;

        Patience(Duration grace) {
            this.grace = grace;
        }

        boolean isOver() {
            if (start == 0) {
                start = System.nanoTime();
            }
            return System.nanoTime() - start >= grace.toNanos();
        }
    }
}
