package jointdit.spark.evaluate;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.row_number;

import java.util.ArrayList;
import org.apache.spark.ml.feature.BucketedRandomProjectionLSH;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The nearest training clips of samples: candidates by MLlib's locality-sensitive hashing, ranked by their true
 * distance. A sample repeats a training clip if that is much nearer than the next ones are.
 *
 * @param seed of the projections
 * @see <a href="https://arxiv.org/abs/2301.13188">Carlini et al. 2023</a>, section 4.2: distance over the mean distance
 *     of the 50 nearest
 */
record NearestClips(long seed) {
    /** Ratio below which a sample repeats its nearest training clip. */
    static final double MEMORISED = 0.5;

    private static final int NEIGHBOURS = 50;
    private static final int TABLES = 6;

    /** Clips of which distances are tried out. */
    private static final int TRIED = 200;

    /**
     * Columns {@code clip_id, nearest_id, distance, ratio}; samples without any candidate have no row.
     *
     * @param samples {@code clip_id} and {@code vector}
     * @param trained likewise
     */
    Dataset<Row> of(Dataset<Row> samples, Dataset<Row> trained) {
        var left = vectors(samples).withColumnRenamed("clip_id", "sample_id");
        var right = vectors(trained).withColumnRenamed("clip_id", "trained_id");
        double typical = typicalDistance(right);
        var model = new BucketedRandomProjectionLSH()
                .setInputCol("v")
                .setOutputCol("buckets")
                .setBucketLength(Math.max(1e-6, typical))
                .setNumHashTables(TABLES)
                .setSeed(seed)
                .fit(right);
        var pairs = model.approxSimilarityJoin(left, right, 1.5 * typical + 1e-6, "distance")
                .select(
                        col("datasetA.sample_id").as("clip_id"),
                        col("datasetB.trained_id").as("nearest_id"),
                        col("distance"));
        var rank = row_number().over(Window.partitionBy("clip_id").orderBy("distance", "nearest_id"));
        return pairs.withColumn("rank", rank)
                .where(col("rank").leq(NEIGHBOURS))
                .groupBy("clip_id")
                .agg(
                        min_by(col("nearest_id"), col("rank")).as("nearest_id"),
                        min("distance").as("distance"),
                        avg("distance").as("mean"))
                .withColumn("ratio", col("distance").divide(greatest(col("mean"), lit(1e-12))));
    }

    private static Dataset<Row> vectors(Dataset<Row> rows) {
        return rows.select(
                col("clip_id"), functions.array_to_vector(col("vector")).as("v"));
    }

    /** The median distance of a few clips from each other. */
    private double typicalDistance(Dataset<Row> clips) {
        var few = clips.orderBy(hash(col("trained_id"))).limit(TRIED).collectAsList();
        var distances = new ArrayList<Double>();
        for (int i = 1; i < few.size(); i++) {
            distances.add(Math.sqrt(
                    Vectors.sqdist(few.get(i).getAs("v"), few.get(i - 1).getAs("v"))));
        }
        distances.sort(null);
        return distances.isEmpty() ? 1 : distances.get(distances.size() / 2);
    }
}
