package jointdit.spark;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.collection.Iterator;

/**
 * Hears from running tasks, with each heartbeat, how many steps they have done, and tells the sum over all tasks. What
 * a failed task did is counted no more: it is done again.
 */
public final class TaskSteps extends SparkListener {
    private final long accumulator;
    private final LongConsumer steps;
    private final Map<Long, Long> tasks = new HashMap<>();

    /** Tells {@code steps} the sum of the accumulator of this id. */
    public TaskSteps(long accumulator, LongConsumer steps) {
        this.accumulator = accumulator;
        this.steps = steps;
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        var running = update.accumUpdates().iterator();
        while (running.hasNext()) {
            var task = running.next();
            set(((Number) task._1()).longValue(), task._4().iterator());
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (!end.taskInfo().successful()) {
            tasks.remove(end.taskInfo().taskId());
        }
    }

    private void set(long task, Iterator<AccumulableInfo> values) {
        while (values.hasNext()) {
            var value = values.next();
            if (value.id() == accumulator && value.update().isDefined()) {
                tasks.put(task, ((Number) value.update().get()).longValue());
                steps.accept(tasks.values().stream().mapToLong(Long::longValue).sum());
            }
        }
    }
}
