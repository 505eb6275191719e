package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.TaskState;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.junit.jupiter.api.Test;
import scala.Enumeration;
import scala.Option;
import scala.Tuple4;
import scala.collection.JavaConverters;

class TaskStepsTest {
    private static final long STEPS = 5;

    private final AtomicLong told = new AtomicLong();
    private final TaskSteps listener = new TaskSteps(STEPS, told::set);

    private void heartbeat(long task, long accumulator, long value) {
        var name = Option.apply("steps");
        var info = new AccumulableInfo(
                accumulator, name, Option.apply(value), Option.empty(), false, true, Option.empty());
        var values = JavaConverters.asScalaBuffer(List.of(info)).toSeq();
        var tasks = List.of(
                new Tuple4<>((Object) task, (Object) 0, (Object) 0, values)); // Scala's sequence differs by version
        listener.onExecutorMetricsUpdate(new SparkListenerExecutorMetricsUpdate(
                "1", JavaConverters.asScalaBuffer(tasks).toSeq(), scala.collection.immutable.Map$.MODULE$.empty()));
    }

    private void end(long task, Enumeration.Value state) {
        var info = new TaskInfo(task, 0, 0, 0, "1", "host", TaskLocality.ANY(), false);
        info.markFinished(state, 1);
        listener.onTaskEnd(new SparkListenerTaskEnd(0, 0, "ResultTask", null, info, null, null));
    }

    @Test
    void stepsOfAllTasksAddUp() {
        heartbeat(1, STEPS, 3);
        heartbeat(2, STEPS, 4);
        heartbeat(1, STEPS, 6);

        assertThat(told).hasValue(10);
    }

    @Test
    void otherAccumulatorsAreNotHeard() {
        heartbeat(1, STEPS + 1, 3);

        assertThat(told).hasValue(0);
    }

    @Test
    void stepsOfAFailedTaskCountNoMoreWhenItRunsAgain() {
        heartbeat(1, STEPS, 7);
        end(1, TaskState.FAILED());
        heartbeat(2, STEPS, 2);

        assertThat(told).hasValue(2);
    }

    @Test
    void stepsOfAFinishedTaskStay() {
        heartbeat(1, STEPS, 7);
        end(1, TaskState.FINISHED());
        heartbeat(2, STEPS, 2);

        assertThat(told).hasValue(9);
    }
}
