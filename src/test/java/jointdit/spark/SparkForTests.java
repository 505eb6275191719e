package jointdit.spark;

import org.apache.spark.sql.SparkSession;

/** The one Spark session of a test run: three threads, few partitions, no web page. */
public final class SparkForTests {
    private SparkForTests() {}

    /** The session; a new one after a job has closed it. */
    public static SparkSession session() {
        var session = SparkSession.builder()
                .master("local[3]")
                .appName("tests")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.adaptive.enabled", "false")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN") // compiling takes longer than these tables
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.warehouse.dir", "target/warehouse")
                .getOrCreate();
        session.sparkContext().setLogLevel("ERROR");
        return session;
    }
}
