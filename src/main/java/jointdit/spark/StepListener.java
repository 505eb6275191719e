package jointdit.spark;

import java.util.function.LongConsumer;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import scala.collection.Iterator;

/** Hears from running tasks, with each heartbeat, how many steps they have done. */
final class StepListener extends SparkListener {
    private final long accumulator;
    private final LongConsumer steps;

    /** Tells {@code steps} the value of the accumulator of this id. */
    StepListener(long accumulator, LongConsumer steps) {
        this.accumulator = accumulator;
        this.steps = steps;
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        var tasks = update.accumUpdates().iterator();
        while (tasks.hasNext()) {
            tell(tasks.next()._4().iterator());
        }
    }

    private void tell(Iterator<AccumulableInfo> values) {
        while (values.hasNext()) {
            var value = values.next();
            if (value.id() == accumulator && value.update().isDefined()) {
                steps.accept(((Number) value.update().get()).longValue());
            }
        }
    }
}
