package jointdit.job;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;

/** A plugin that a user brings: it counts the sessions that asked for it. */
public final class OwnPlugin implements SparkPlugin {
    static final AtomicInteger STARTED = new AtomicInteger();

    @Override
    public DriverPlugin driverPlugin() {
        STARTED.incrementAndGet();
        return new DriverPlugin() {};
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {};
    }
}
