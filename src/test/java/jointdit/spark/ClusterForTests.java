package jointdit.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Sessions whose executors are processes of their own, on this machine; the caller closes them. */
public final class ClusterForTests {
    private ClusterForTests() {}

    /**
     * A session in place of the one that tests share.
     *
     * @param executors processes
     * @param cores of each
     * @param settings of Spark
     */
    public static SparkSession session(int executors, int cores, Map<String, String> settings) {
        SparkForTests.session().stop();
        makeHome();
        var builder = SparkSession.builder()
                .master("local-cluster[%d,%d,1024]".formatted(executors, cores))
                .appName("cluster tests")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", "target/warehouse")
                .config("spark.executor.memory", "1g")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.executor.extraJavaOptions", agents())
                .config("spark.executorEnv.OMP_NUM_THREADS", "1")
                .config("spark.executorEnv.DJL_OFFLINE", "true")
                .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")
                .config("spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "1s");
        settings.forEach(builder::config);
        var session = builder.getOrCreate();
        session.sparkContext().setLogLevel("ERROR");
        return session;
    }

    /** Those of this JVM: what measures coverage changes classes, and both sides must have the same. */
    private static String agents() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:"))
                .collect(Collectors.joining(" "));
    }

    /** Workers look for Spark there; what executors run is on their class path. */
    private static void makeHome() {
        try {
            Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
