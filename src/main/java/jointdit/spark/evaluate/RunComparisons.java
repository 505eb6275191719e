package jointdit.spark.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import jointdit.evaluate.MeasureSums;
import jointdit.evaluate.MetricName;
import jointdit.spark.evaluate.ClipSums.Key;
import jointdit.spark.evaluate.EvaluateReport.Comparison;
import org.apache.spark.sql.SparkSession;

/** A run against the other ones of the same tables. */
record RunComparisons(SparkSession spark, EvaluateConfig config) {
    /** Over all clips, metric by metric. */
    List<Comparison> of(Map<Key, MeasureSums> mine, List<MetricRow> others) {
        var runs = others.stream()
                .map(MetricRow::run)
                .filter(run -> !run.equals(EvaluateConfig.REFERENCE))
                .distinct()
                .toList();
        var found = new ArrayList<Comparison>();
        for (var run : runs) {
            var theirs = new RunFigures(spark, config).sums(new ScoreTable(spark, config.out(), run).rows());
            mine.keySet().stream()
                    .filter(key -> key.group().equals(ClipSums.ALL) && theirs.containsKey(key))
                    .sorted(Comparator.comparing((Key key) -> MetricName.place(key.metric()))
                            .thenComparing(Key::metric))
                    .forEach(key -> found.add(new Comparison(run, mine.get(key).over(theirs.get(key), key.metric()))));
        }
        return found;
    }
}
