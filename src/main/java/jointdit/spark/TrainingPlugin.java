package jointdit.spark;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows training to Spark's metrics system, and so to its sinks (Prometheus, JMX, Graphite, ...):
 * {@code spark.plugins=jointdit.spark.TrainingPlugin}. The driver and every executor have gauges
 * {@code plugin.jointdit.spark.TrainingPlugin.loss.total} and so on, which are not numbers before the first report;
 * executors tell the driver what they report.
 */
public final class TrainingPlugin implements SparkPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingPlugin.class);
    private static final String DRIVER = "driver";
    private static final List<String> TAGS = List.of(
            "step",
            "loss/total",
            "loss/video",
            "loss/audio",
            "validation/total",
            "gradient-norm",
            "learning-rate",
            "skipped",
            "steps-per-second",
            "clips-per-second",
            "tokens-per-second",
            "share/compute",
            "share/reduction",
            "share/data");

    @Override
    public DriverPlugin driverPlugin() {
        return new Driver();
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new Executor();
    }

    private static void register(MetricRegistry registry) {
        TAGS.forEach(tag -> registry.register(tag.replace('/', '.'), (Gauge<Double>) () -> LiveFigures.latest(tag)));
        registry.register(
                "memory.resident", (Gauge<Long>) () -> ProcessMemory.resident().orElse(0));
        registry.register("memory.heap", (Gauge<Long>) ProcessMemory::heap);
    }

    private static final class Driver implements DriverPlugin {
        @Override
        public Map<String, String> init(SparkContext context, PluginContext plugin) {
            return Map.of();
        }

        @Override
        public void registerMetrics(String app, PluginContext context) {
            register(context.metricRegistry());
        }

        @Override
        public Object receive(Object message) {
            if (message instanceof Map<?, ?> runs) {
                runs.forEach((run, figures) -> LiveFigures.tell(TrainReport.of((String) run, figures(figures))));
            }
            return null; // no answer, as Spark wants it of messages that ask nothing
        }

        private static Map<String, Double> figures(Object message) {
            var figures = new HashMap<String, Double>();
            ((Map<?, ?>) message).forEach((tag, value) -> figures.put((String) tag, (Double) value));
            return figures;
        }
    }

    /** In a driver that is its own executor, the driver's part does all. */
    private static final class Executor implements ExecutorPlugin {
        private LiveFigures.Watch watch = () -> {};

        @Override
        public void init(PluginContext context, Map<String, String> settings) {
            if (!context.executorID().equals(DRIVER)) {
                register(context.metricRegistry());
                watch = LiveFigures.watchAll(report -> send(context, report));
            }
        }

        /** Classes of Java alone: what receives messages may not see ours. */
        private static void send(PluginContext context, TrainReport report) {
            var message = new HashMap<String, HashMap<String, Double>>();
            message.put(report.run(), new HashMap<>(report.figures()));
            try {
                context.send(message);
            } catch (IOException e) {
                LOG.warn("The driver does not hear of step {}", report.step(), e);
            }
        }

        @Override
        public void shutdown() {
            watch.close();
        }
    }
}
