package jointdit.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import jointdit.reduce.Door;
import jointdit.reduce.Patience;
import jointdit.reduce.Ring;
import jointdit.reduce.Seat;
import jointdit.reduce.Token;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.Function1;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag$;

/**
 * The replicas of a run as the tasks of one barrier stage, joined by a {@link Ring}. If one fails, all begin anew from
 * the last checkpoint.
 *
 * @param run names it
 * @param timeout longest wait for another replica in which not a byte comes
 * @param token secret of the ring
 */
record AllReduceStage(String run, Duration timeout, Token token) implements Serializable {
    /**
     * Trains.
     *
     * @param done told by the first replica the number of steps done
     * @return why training cannot go on, if it cannot
     */
    List<String> train(JavaSparkContext context, List<Replica> replicas, Steps done) {
        var stage = this; // the closure holds no context
        var tag = ClassTag$.MODULE$.<String>apply(String.class);
        RDD<String> failures = TaskDevice.wanted(context.parallelize(replicas, replicas.size()))
                .rdd()
                .barrier()
                .mapPartitions(closure(stage, done), false, tag);
        return failures.toJavaRDD()
                .repartition(1) // a barrier stage that comes last is never tried again
                .collect();
    }

    private static Function1<scala.collection.Iterator<Replica>, scala.collection.Iterator<String>> closure(
            AllReduceStage stage, Steps done) {
        return (Function1<scala.collection.Iterator<Replica>, scala.collection.Iterator<String>> & Serializable)
                replicas -> scala(stage.one(replicas.next(), done));
    }

    private static <T> scala.collection.Iterator<T> scala(Iterator<T> values) {
        return JavaConverters.asScalaIteratorConverter(values).asScala();
    }

    private Iterator<String> one(Replica replica, Steps done) {
        var context = BarrierTaskContext.get();
        try (var ring = join(context)) {
            return replica.train(ring, ring.rank() == 0 ? done : steps -> {});
        }
    }

    private Ring join(BarrierTaskContext context) {
        var rank = context.partitionId();
        var executor = context.getTaskInfos()[rank].address();
        var host = executor.substring(0, executor.lastIndexOf(':'));
        try (var door = Door.open(host)) {
            var addresses = List.of(context.allGather(door.address(host)));
            var patience = new Patience(timeout, context::isInterrupted);
            var attempt = run + ", attempt " + context.stageAttemptNumber();
            return door.join(new Seat(rank, addresses, attempt, token, patience));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen for the other replicas on " + host, e);
        }
    }

    /** Where a task says how many steps are done. */
    interface Steps extends LongConsumer, Serializable {}
}
