package jointdit.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.evaluate.MetricName;
import jointdit.evaluate.chart.Histogram;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** How the measures of single clips are spread. */
record Distributions(SparkSession spark) {
    private static final int BINS = 20;

    /** One of each metric that is not the same in all clips. */
    List<Histogram> of(ScoreTable clips, Optional<ScoreTable> reference) {
        var values = values(clips);
        if (reference.isPresent()) {
            values = values.union(values(reference.get()));
        }
        var ranges = values.groupBy("metric")
                .agg(min("value").as("low"), max("value").as("high"))
                .where("low < high");
        var place = col("value").minus(col("low")).divide(col("high").minus(col("low")));
        var bin = least(
                lit(BINS - 1), greatest(lit(0), floor(place.multiply(BINS)).cast("int")));
        var counted = values.join(ranges, "metric")
                .withColumn("bin", bin)
                .groupBy("metric", "low", "high", "run", "bin")
                .agg(count(lit(1)).as("clips"))
                .orderBy("metric", "run", "bin")
                .collectAsList();
        return histograms(counted, clips.run());
    }

    private static Dataset<Row> values(ScoreTable table) {
        return table.rows()
                .select(explode(col("measures")).as("m"))
                .where("m.denominator > 0")
                .select(
                        lit(table.run()).as("run"),
                        col("m.metric").as("metric"),
                        col("m.numerator").divide(col("m.denominator")).as("value"));
    }

    private static List<Histogram> histograms(List<Row> counted, String first) {
        var metrics = new LinkedHashMap<String, List<Row>>();
        counted.forEach(row -> metrics.computeIfAbsent(row.getString(0), k -> new ArrayList<>())
                .add(row));
        return metrics.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(MetricName::place).thenComparing(Comparator.naturalOrder())))
                .map(metric -> histogram(metric.getKey(), metric.getValue(), first))
                .toList();
    }

    private static Histogram histogram(String metric, List<Row> rows, String first) {
        var series = new LinkedHashMap<String, long[]>();
        series.put(first, new long[BINS]);
        for (var row : rows) {
            series.computeIfAbsent(row.getString(3), run -> new long[BINS])[row.getInt(4)] = row.getLong(5);
        }
        return new Histogram(
                metric,
                rows.get(0).getDouble(1),
                rows.get(0).getDouble(2),
                series.entrySet().stream()
                        .map(s -> new Histogram.Series(s.getKey(), s.getValue()))
                        .toList());
    }
}
