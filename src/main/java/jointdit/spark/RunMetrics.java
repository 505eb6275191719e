package jointdit.spark;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jointdit.train.MetricsLog;
import org.apache.spark.sql.SparkSession;

/**
 * What a training run wrote about itself.
 *
 * @param spark the session
 * @param run folder of the run
 */
public record RunMetrics(SparkSession spark, String run) {
    /** All figures by tag, by step. */
    public SortedMap<Long, Map<String, Double>> read() {
        var storage = Storage.of(spark);
        var figures = new TreeMap<Long, Map<String, Double>>();
        storage.list(run + "/metrics").stream()
                .map(StoredFile::uri)
                .filter(uri -> uri.endsWith(".jsonl"))
                .sorted()
                .forEach(uri -> figures.putAll(MetricsLog.read(storage.text(uri))));
        return figures;
    }

    /** Seconds that its steps took. */
    public double secondsInSteps() {
        double seconds = 0;
        long before = 0;
        for (var window : read().entrySet()) {
            seconds += (window.getKey() - before) / window.getValue().get("steps-per-second");
            before = window.getKey();
        }
        return seconds;
    }

    /** Removes the run. */
    public void delete() {
        Storage.of(spark).delete(run);
    }
}
