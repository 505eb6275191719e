package jointdit.spark.evaluate;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.hash;

import java.util.ArrayList;
import java.util.List;
import jointdit.spark.evaluate.EvaluateReport.ShownClip;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A few clips that people should look at: the best and the worst by event F1, and some of no choice.
 *
 * @param rows of {@link ScoredClip#SCHEMA}
 */
record ClipChoice(Dataset<Row> rows) {
    private static final int EACH = 4;

    List<ShownClip> shown() {
        var scored = rows.where("failure is null").withColumn("f1", f1());
        var shown = new ArrayList<ShownClip>();
        add(shown, scored.orderBy(hash(col("clip_id")), col("clip_id")), "by chance");
        add(shown, scored.where("f1 is not null").orderBy(asc("f1"), asc("clip_id")), "worst in synchrony");
        add(shown, scored.where("f1 is not null").orderBy(desc("f1"), asc("clip_id")), "best in synchrony");
        return shown;
    }

    /** Null where nothing happens. */
    private static Column f1() {
        return expr("filter(measures, m -> m.metric = 'event-f1' and m.denominator > 0)[0]")
                .apply("numerator")
                .divide(expr("filter(measures, m -> m.metric = 'event-f1' and m.denominator > 0)[0]")
                        .apply("denominator"));
    }

    private static void add(List<ShownClip> shown, Dataset<Row> ordered, String why) {
        ordered.limit(2 * EACH).select("clip_id", "caption", "uri", "reference_uri", "facts").collectAsList().stream()
                .filter(row -> shown.stream().noneMatch(s -> s.clipId().equals(row.getString(0))))
                .limit(EACH)
                .forEach(row -> shown.add(new ShownClip(
                        row.getString(0),
                        row.getString(1),
                        why,
                        row.getString(2),
                        row.getString(3),
                        row.getString(4))));
    }
}
