package jointdit.spark.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import jointdit.evaluate.MeasureSums;
import jointdit.evaluate.Redraws;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Sums of measures over clips, by metric and group, put together by Spark: each task sums its own clips, and the sums
 * are merged; the driver gets one for each metric and group.
 *
 * @param redraws of the clips, for intervals
 */
record ClipSums(Redraws redraws) implements Serializable {
    /** Group of all clips. */
    static final String ALL = "all";

    /**
     * A figure's name and the clips it is of.
     *
     * @param metric name
     * @param group of clips, or {@link #ALL}
     */
    record Key(String metric, String group) implements Serializable {}

    /**
     * Sums all.
     *
     * @param clips rows with {@code prompt_id}, {@code group} and {@code measures}, arrays of
     *     {@link ScoredClip#MEASURE}
     */
    Map<Key, MeasureSums> of(Dataset<Row> clips) {
        return clips.select("prompt_id", "group", "measures")
                .toJavaRDD()
                .mapPartitionsToPair(sums())
                .reduceByKey(MeasureSums::merge)
                .collectAsMap();
    }

    /** Clips of one prompt are drawn together, since they are not independent. */
    private PairFlatMapFunction<Iterator<Row>, Key, MeasureSums> sums() {
        return rows -> {
            var sums = new HashMap<Key, MeasureSums>();
            while (rows.hasNext()) {
                var row = rows.next();
                var times = redraws.times(row.getString(0));
                for (var measure : row.<Row>getList(2)) {
                    add(sums, ALL, measure, times);
                    if (!row.getString(1).isEmpty()) {
                        add(sums, row.getString(1), measure, times);
                    }
                }
            }
            var pairs = new ArrayList<Tuple2<Key, MeasureSums>>();
            sums.forEach((key, sum) -> pairs.add(new Tuple2<>(key, sum)));
            return pairs.iterator();
        };
    }

    private void add(Map<Key, MeasureSums> sums, String group, Row row, byte[] times) {
        var measure = ScoredClip.measure(row);
        sums.computeIfAbsent(new Key(measure.metric(), group), key -> new MeasureSums(redraws.rounds()))
                .add(measure, times);
    }
}
