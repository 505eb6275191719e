package jointdit.spark.evaluate;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import org.apache.spark.ml.feature.BucketedRandomProjectionLSH;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;

/**
 * The nearest training clips of samples. MLlib's locality-sensitive hashing of {@link Sketch}es finds candidates, those
 * whose sketches are nearest are ranked by their true distance. A sample repeats a training clip if that is much nearer
 * than the next ones are.
 *
 * @param seed of the projections
 * @see <a href="https://arxiv.org/abs/2301.13188">Carlini et al. 2023</a>, section 4.2: distance over the mean distance
 *     of the 50 nearest
 */
record NearestClips(long seed) {
    /** Ratio below which a sample repeats its nearest training clip. */
    static final double MEMORISED = 0.5;

    private static final int NEIGHBOURS = 50;
    private static final int RANKED = 75;
    private static final int WIDTH = 32;
    private static final int TABLES = 6;

    /** Clips of which distances are tried out. */
    private static final int TRIED = 200;

    /** Training clips of which one in two or so is a candidate; of more clips fewer are. */
    private static final double FEW = 1000;

    /** Narrowest buckets, in typical distances: repeated clips, at a tenth of that, still share one. */
    private static final double NARROWEST = 1 / 16.0;

    /**
     * Columns {@code clip_id, nearest_id, distance, ratio}; samples without any candidate have no row.
     *
     * @param samples {@code clip_id} and {@code vector}
     * @param trained likewise
     */
    Dataset<Row> of(Dataset<Row> samples, Dataset<Row> trained) {
        var nearest = rank(
                candidates(samples, trained)
                        .join(vectors(samples, "clip_id", "sample_vector"), "clip_id")
                        .join(vectors(trained, "trained_id", "trained_vector"), "trained_id")
                        .withColumn("distance", distance().apply(col("sample_vector"), col("trained_vector"))),
                NEIGHBOURS);
        return nearest.groupBy("clip_id")
                .agg(
                        min_by(col("trained_id"), col("rank")).as("nearest_id"),
                        min("distance").as("distance"),
                        avg("distance").as("mean"))
                .withColumn("ratio", col("distance").divide(greatest(col("mean"), lit(1e-12))));
    }

    /** Pairs {@code clip_id, trained_id} that are worth a look. */
    private Dataset<Row> candidates(Dataset<Row> samples, Dataset<Row> trained) {
        var left = sketches(samples, "sample_id");
        var right = sketches(trained, "trained_id").cache();
        try {
            double typical = typicalDistance(right);
            double narrow = Math.max(NARROWEST, Math.min(1, FEW / Math.max(1, right.count())));
            var model = new BucketedRandomProjectionLSH()
                    .setInputCol("v")
                    .setOutputCol("buckets")
                    .setBucketLength(Math.max(1e-6, narrow * typical))
                    .setNumHashTables(TABLES)
                    .setSeed(seed)
                    .fit(right);
            var pairs = model.approxSimilarityJoin(left, right, 1.5 * typical + 1e-6, "distance")
                    .select(
                            col("datasetA.sample_id").as("clip_id"),
                            col("datasetB.trained_id").as("trained_id"),
                            col("distance"));
            return rank(pairs, RANKED).select("clip_id", "trained_id");
        } finally {
            right.unpersist();
        }
    }

    /** The nearest of each sample. */
    private static Dataset<Row> rank(Dataset<Row> pairs, int most) {
        var rank = row_number().over(Window.partitionBy("clip_id").orderBy("distance", "trained_id"));
        return pairs.withColumn("rank", rank).where(col("rank").leq(most));
    }

    private Dataset<Row> sketches(Dataset<Row> rows, String id) {
        var sketch = new Sketch(WIDTH, seed);
        UDF1<Seq<Float>, Vector> of = vector -> Vectors.dense(sketch.of(floats(vector)));
        return rows.select(
                col("clip_id").as(id),
                udf(of, SQLDataTypes.VectorType()).apply(col("vector")).as("v"));
    }

    private static Dataset<Row> vectors(Dataset<Row> rows, String id, String vector) {
        return rows.select(col("clip_id").as(id), col("vector").as(vector));
    }

    private static UserDefinedFunction distance() {
        UDF2<Seq<Float>, Seq<Float>, Double> distance = (left, right) -> distance(floats(left), floats(right));
        return udf(distance, DataTypes.DoubleType);
    }

    private static double distance(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            double difference = left[i] - (double) right[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    private static float[] floats(Seq<Float> values) {
        var floats = new float[values.length()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.apply(i);
        }
        return floats;
    }

    /** The median distance of a few clips from each other. */
    private static double typicalDistance(Dataset<Row> clips) {
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
