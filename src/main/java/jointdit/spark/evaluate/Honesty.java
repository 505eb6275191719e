package jointdit.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import jointdit.evaluate.Figure;
import jointdit.spark.LatentCache;
import jointdit.spark.Storage;
import jointdit.spark.evaluate.EvaluateReport.Finding;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Whether clips are the model's own: those that repeat a training clip, and held-out clips that were trained on. */
record Honesty(SparkSession spark, EvaluateConfig config) {
    private static final int MOST_FINDINGS = 50;

    /**
     * What was found.
     *
     * @param figures over all clips
     * @param findings of single clips, the worst first
     */
    record Result(List<Figure> figures, List<Finding> findings) {}

    /** Of rows of {@link ScoredClip#SCHEMA}; nothing where no latents are named. */
    Result of(Dataset<Row> scored) {
        if (config.latents().isEmpty()) {
            return new Result(List.of(), List.of());
        }
        var cache = new LatentCache(spark, config.latents().get());
        var trained = new TrainedClips(cache).rows().cache();
        try {
            var figures = new ArrayList<Figure>();
            var findings = new ArrayList<Finding>();
            repeated(samples(scored, cache), trained, figures, findings);
            leaked(trained, figures, findings);
            return new Result(figures, findings);
        } finally {
            trained.unpersist();
        }
    }

    private Dataset<Row> samples(Dataset<Row> scored, LatentCache cache) {
        int frames = cache.latents()
                .select(element_at(col("video_shape"), 1))
                .first()
                .getInt(0);
        return new SampleVectors(Storage.of(spark), cache.codec().read(), frames).of(scored.where("failure is null"));
    }

    private void repeated(Dataset<Row> samples, Dataset<Row> trained, List<Figure> figures, List<Finding> findings) {
        var nearest = new NearestClips(config.seed())
                .of(samples, trained.where("split = 'train'"))
                .cache();
        try {
            var counts = nearest.agg(
                            expr("count(1)"),
                            expr("coalesce(sum(case when ratio < " + NearestClips.MEMORISED
                                    + " then 1 else 0 end), 0)"),
                            expr("coalesce(avg(distance), 0.0)"))
                    .first();
            long clips = counts.getLong(0);
            if (clips == 0) {
                figures.add(Figure.none("memorised", 0, "found no training clip near any of the clips"));
                return;
            }
            double rate = counts.getLong(1) / (double) clips;
            double error = 1.96 * Math.sqrt(rate * (1 - rate) / clips);
            figures.add(Figure.of("memorised", rate, Math.max(0, rate - error), Math.min(1, rate + error), clips));
            figures.add(Figure.of(
                    "nearest-distance", counts.getDouble(2), counts.getDouble(2), counts.getDouble(2), clips));
            nearest.orderBy("ratio").limit(5).collectAsList().stream()
                    .map(row -> new Finding(
                            row.getAs("clip_id"),
                            "nearest training clip",
                            "%s, %.3f of the distance of its 50 nearest"
                                    .formatted(row.getAs("nearest_id"), row.<Double>getAs("ratio"))))
                    .forEach(findings::add);
        } finally {
            nearest.unpersist();
        }
    }

    private static void leaked(Dataset<Row> trained, List<Figure> figures, List<Finding> findings) {
        var pairs = new SplitLeakage().of(trained);
        long held = trained.where(col("split").notEqual(lit("train"))).count();
        var clips = pairs.select("held_id").distinct().count();
        figures.add(Figure.count("leakage", clips, held));
        pairs.orderBy("distance", "held_id").limit(MOST_FINDINGS).collectAsList().stream()
                .map(row -> new Finding(
                        row.getAs("held_id"),
                        "held out, but trained on",
                        "%s, %d of 256 bits differ".formatted(row.getAs("train_id"), row.<Integer>getAs("distance"))))
                .forEach(findings::add);
    }
}
