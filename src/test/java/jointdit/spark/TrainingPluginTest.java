package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPluginTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "spark.plugins",
            TrainingPlugin.class.getName(),
            "spark.metrics.conf.*.sink.jmx.class",
            "org.apache.spark.metrics.sink.JmxSink",
            "spark.executor.heartbeatInterval",
            "200ms");

    @TempDir
    private Path folder;

    /** A session with the plugin in place of the one that tests share. */
    private static SparkSession local() {
        SparkForTests.session().stop();
        var builder = SparkSession.builder()
                .master("local[2]")
                .appName("plugin tests")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", "target/warehouse");
        SETTINGS.forEach(builder::config);
        return builder.getOrCreate();
    }

    /** What a sink sees of the plugin: gauges by name. */
    private static Map<String, Number> gauges() throws JMException {
        var server = ManagementFactory.getPlatformMBeanServer();
        var mark = "." + TrainingPlugin.class.getName() + ".";
        var gauges = new TreeMap<String, Number>();
        for (var bean : server.queryNames(new ObjectName("metrics:type=gauges,*"), null)) {
            var name = bean.getKeyProperty("name");
            if (name.contains(mark)) {
                gauges.put(name.substring(name.indexOf(mark) + mark.length()), (Number)
                        server.getAttribute(bean, "Value"));
            }
        }
        return gauges;
    }

    private static void await(BooleanSupplier reached) {
        for (var i = 0; i < 200 && !reached.getAsBoolean(); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    private void assertGaugesShowTheLastWindow(TinyTraining training) throws JMException {
        await(() -> LiveFigures.latest("step") == 4);
        var last = training.metrics("run").get(4L);
        var gauges = gauges();
        assertThat(gauges.get("step").doubleValue()).isEqualTo(4);
        for (var tag : new String[] {"loss/total", "gradient-norm", "learning-rate", "clips-per-second"}) {
            assertThat(gauges.get(tag.replace('/', '.')).doubleValue()).as(tag).isEqualTo(last.get(tag));
        }
        assertThat(gauges.get("memory.heap").longValue()).isPositive();
    }

    @Test
    void metricsSystemShowsTheFiguresOfTraining() throws JMException, IOException {
        try (var spark = local()) {
            var training = new TinyTraining(folder);
            TinyCache.write(spark, training.uri("latents"), 14, 4);
            training.fit("run", "steps = 4");

            assertGaugesShowTheLastWindow(training);
        }
    }

    /** Names and values of accumulators of the stage that runs. */
    private static Map<String, String> accumulators(SparkSession spark) {
        var shown = new TreeMap<String, String>();
        var stages = spark.sparkContext().statusStore().activeStages().iterator();
        while (stages.hasNext()) {
            var rows = stages.next().accumulatorUpdates().iterator();
            while (rows.hasNext()) {
                var row = rows.next();
                shown.put(row.name(), row.value());
            }
        }
        return shown;
    }

    @Test
    void webPageShowsStepAndLossOfTheRunningStage() throws IOException {
        try (var spark = local()) {
            var training = new TinyTraining(folder);
            TinyCache.write(spark, training.uri("latents"), 14, 4);
            var shown = new TreeMap<String, String>();
            var jobs = new ArrayList<String>();
            try (var watch = LiveFigures.watch(training.uri("run"), report -> {
                if (report.step() == 3 && shown.isEmpty()) { // in the thread that trains
                    await(() -> accumulators(spark).containsKey("loss"));
                    shown.putAll(accumulators(spark));
                    spark.sparkContext()
                            .statusStore()
                            .jobsList(null)
                            .foreach(job -> jobs.add(String.valueOf(job.description())));
                }
            })) {
                training.fit("run", "steps = 4");
            }
            var loss = training.metrics("run").get(2L).get("loss/total");

            assertThat(shown).containsEntry("steps", "2").containsEntry("loss", loss.toString());
            assertThat(jobs).contains("Some(Train stage B: step 0 of 4)");
        }
    }

    @Test
    void driverShowsWhatAnExecutorProcessTells() throws JMException, IOException {
        try (var spark = ClusterForTests.session(1, 1, SETTINGS)) {
            var training = new TinyTraining(folder);
            TinyCache.write(spark, training.uri("latents"), 14, 4);
            training.fit("run", "steps = 4");

            assertGaugesShowTheLastWindow(training);
        }
    }
}
