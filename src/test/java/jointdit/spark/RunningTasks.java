package jointdit.spark;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.SparkSession;

/** Tasks of a session that have started since, for tests that kill one. */
final class RunningTasks extends SparkListener implements AutoCloseable {
    private final SparkSession spark;
    private final Set<Long> running = ConcurrentHashMap.newKeySet();

    RunningTasks(SparkSession spark) {
        this.spark = spark;
        spark.sparkContext().addSparkListener(this);
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
        running.add(start.taskInfo().taskId());
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        running.remove(end.taskInfo().taskId());
    }

    /** Tasks at work. */
    int count() {
        return running.size();
    }

    /** Kills one of them; whether it was still there. */
    boolean killOne() {
        var task = running.iterator().next();
        return spark.sparkContext().killTaskAttempt(task, false, "test");
    }

    @Override
    public void close() {
        spark.sparkContext().removeSparkListener(this);
    }
}
