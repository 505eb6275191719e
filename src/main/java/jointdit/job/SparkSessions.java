package jointdit.job;

import java.util.LinkedHashSet;
import java.util.stream.Stream;
import jointdit.config.Settings;
import jointdit.hub.HubConfig;
import jointdit.spark.ModelStore;
import jointdit.spark.TrainingPlugin;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Sessions as the {@code spark} block of the settings and {@code spark-submit} want them, else on this machine. */
final class SparkSessions {
    private static final String PLUGINS = "spark.plugins";

    private SparkSessions() {}

    /** A session for a job; the caller closes it. */
    static SparkSession open(Settings settings) {
        return SparkSession.builder().config(conf(settings)).getOrCreate();
    }

    static SparkConf conf(Settings settings) {
        var conf = new SparkConf();
        settings.texts("spark").forEach(conf::set);
        conf.setIfMissing(
                "spark.hadoop." + ModelStore.HUB_CACHE,
                settings.read("hub", HubConfig.class).hubCache().root().toString());
        addPlugin(conf);
        conf.setIfMissing("spark.app.name", "jointdit " + settings.job());
        conf.setIfMissing("spark.master", "local[*]");
        if (conf.get("spark.master").startsWith("local[")
                || conf.get("spark.master").equals("local")) {
            calm(conf);
        }
        steady(conf);
        return conf;
    }

    /** On executors: threads of a network as cores of its task; a barrier stage looks each second for free slots. */
    private static void steady(SparkConf conf) {
        conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", conf.get("spark.task.cpus", "1"));
        conf.setIfMissing("spark.executorEnv.OPT_OUT_TRACKING", "true"); // no telemetry from DJL
        conf.setIfMissing("spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "1s");
        conf.setIfMissing("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "600");
    }

    /** Beside the plugins that the user wants. */
    private static void addPlugin(SparkConf conf) {
        var plugins = new LinkedHashSet<String>();
        Stream.of(conf.get(PLUGINS, "").split(","))
                .map(String::strip)
                .filter(plugin -> !plugin.isEmpty())
                .forEach(plugins::add);
        plugins.add(TrainingPlugin.class.getName());
        conf.set(PLUGINS, String.join(",", plugins));
    }

    /** On one machine: no web page, no look-up of the host's name, no folders left in the working directory. */
    private static void calm(SparkConf conf) {
        var cores = String.valueOf(Runtime.getRuntime().availableProcessors());
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        conf.setIfMissing("spark.driver.host", "127.0.0.1");
        conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        conf.setIfMissing("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/jointdit-warehouse");
        conf.setIfMissing("spark.sql.shuffle.partitions", cores);
    }
}
