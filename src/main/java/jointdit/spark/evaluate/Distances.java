package jointdit.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jointdit.evaluate.Figure;
import jointdit.evaluate.quality.FrechetDistance;
import jointdit.evaluate.quality.GaussianSums;
import jointdit.evaluate.quality.KernelDistance;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * How far clips are, as a distribution, from those of the reference, in each embedding. No task and not the driver sees
 * all vectors: Frechet distances are made of sums, kernel distances of blocks.
 */
final class Distances {
    /** Parts that are left out in turn for an interval. */
    private static final int PARTS = 10;

    /** Clips of a block. */
    private static final int BLOCK = 200;

    private static final double NORMAL_95 = 1.96;

    private static final StructType BLOCKS =
            new StructType().add("embedding", DataTypes.StringType).add("distance", DataTypes.DoubleType);

    private final Dataset<Row> clips;
    private final Dataset<Row> reference;

    /** Of rows of {@link ScoredClip#SCHEMA}. */
    Distances(Dataset<Row> clips, Dataset<Row> reference) {
        this.clips = vectors(clips);
        this.reference = vectors(reference);
    }

    private static Dataset<Row> vectors(Dataset<Row> scored) {
        return scored.select(col("clip_id"), explode(col("vectors")).as("v"))
                .select(col("clip_id"), col("v.embedding"), col("v.vector"));
    }

    /** A distance of each kind for each embedding. */
    List<Figure> figures() {
        var mine = sums(clips);
        var theirs = sums(reference);
        var found = new ArrayList<Figure>();
        mine.keySet().stream()
                .map(Part::embedding)
                .distinct()
                .sorted()
                .forEach(embedding ->
                        found.add(frechet(embedding, Parts.of(mine, embedding), Parts.of(theirs, embedding))));
        found.addAll(kernels());
        return found;
    }

    /** Some of the clips in an embedding. */
    private record Part(String embedding, int number) implements Serializable {}

    /** Sums of all parts of the clips. */
    private record Parts(List<GaussianSums> parts) {
        static Parts of(Map<Part, GaussianSums> sums, String embedding) {
            var parts = new ArrayList<GaussianSums>();
            for (int number = 0; number < PARTS; number++) {
                Optional.ofNullable(sums.get(new Part(embedding, number))).ifPresent(parts::add);
            }
            return new Parts(parts);
        }

        Optional<GaussianSums> whole() {
            return parts.stream().findFirst().map(first -> {
                var whole = new GaussianSums(first.width());
                parts.forEach(whole::merge);
                return whole;
            });
        }
    }

    private static Map<Part, GaussianSums> sums(Dataset<Row> vectors) {
        var numbered = vectors.withColumn("part", pmod(hash(col("clip_id")), lit(PARTS)));
        return numbered.select("embedding", "part", "vector")
                .toJavaRDD()
                .mapPartitionsToPair((PairFlatMapFunction<Iterator<Row>, Part, GaussianSums>) Distances::sums)
                .reduceByKey(GaussianSums::merge)
                .collectAsMap();
    }

    private static Iterator<Tuple2<Part, GaussianSums>> sums(Iterator<Row> rows) {
        var sums = new HashMap<Part, GaussianSums>();
        while (rows.hasNext()) {
            var row = rows.next();
            var vector = vector(row, 2);
            sums.computeIfAbsent(new Part(row.getString(0), row.getInt(1)), part -> new GaussianSums(vector.length))
                    .add(vector);
        }
        return sums.entrySet().stream()
                .map(e -> new Tuple2<>(e.getKey(), e.getValue()))
                .iterator();
    }

    private static float[] vector(Row row, int column) {
        var values = row.<Float>getList(column);
        var vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = values.get(i);
        }
        return vector;
    }

    /** With an interval by leaving parts of the clips out (Efron and Stein 1981, the jackknife). */
    private static Figure frechet(String embedding, Parts mine, Parts theirs) {
        var metric = "frechet-" + embedding;
        var left = mine.whole().orElseThrow();
        var right = theirs.whole();
        if (right.isEmpty()) {
            return Figure.none(metric, left.count(), "wanted vectors of the reference, found none");
        }
        var problem = FrechetDistance.problem(left, right.get());
        if (problem.isPresent()) {
            return Figure.none(metric, left.count(), problem.get());
        }
        double value = FrechetDistance.between(left, right.get());
        var without = mine.parts.stream()
                .map(left::without)
                .filter(part -> FrechetDistance.problem(part, right.get()).isEmpty())
                .mapToDouble(part -> FrechetDistance.between(part, right.get()))
                .toArray();
        double error = jackknife(without);
        return Figure.of(
                metric, value, Math.max(0, value - NORMAL_95 * error), value + NORMAL_95 * error, left.count());
    }

    /** Standard error from the values without each part; 0 for less than two. */
    private static double jackknife(double[] without) {
        double mean = Arrays.stream(without).average().orElse(0);
        double squares =
                Arrays.stream(without).map(v -> (v - mean) * (v - mean)).sum();
        return without.length < 2 ? 0 : Math.sqrt((without.length - 1.0) / without.length * squares);
    }

    /** Means over blocks, each of some clips and some of the reference (Binkowski et al. 2018, KID). */
    private List<Figure> kernels() {
        long blocks = Math.max(1, clips.select("clip_id").distinct().count() / BLOCK);
        var both = clips.withColumn("mine", lit(true))
                .union(reference.withColumn("mine", lit(false)))
                .withColumn("block", pmod(hash(col("clip_id"), lit(7)), lit(blocks)));
        var distances = both.groupByKey(
                        (MapFunction<Row, String>) row -> row.getAs("embedding") + "\n" + row.getAs("block"),
                        Encoders.STRING())
                .flatMapGroups((FlatMapGroupsFunction<String, Row, Row>) Distances::block, Encoders.row(BLOCKS))
                .collectAsList();
        var byEmbedding = new TreeMap<String, List<Double>>();
        distances.forEach(row -> byEmbedding
                .computeIfAbsent(row.getString(0), e -> new ArrayList<>())
                .add(row.getDouble(1)));
        return byEmbedding.entrySet().stream()
                .map(e -> kernel(e.getKey(), e.getValue()))
                .toList();
    }

    /** At most so many vectors of a side, which are many where each frame has one. */
    private static final int MOST = 1000;

    private static Iterator<Row> block(String key, Iterator<Row> rows) {
        var mine = new ArrayList<float[]>();
        var theirs = new ArrayList<float[]>();
        while (rows.hasNext()) {
            var row = rows.next();
            var side = row.<Boolean>getAs("mine") ? mine : theirs;
            if (side.size() < MOST) {
                side.add(vector(row, row.fieldIndex("vector")));
            }
        }
        return mine.size() < 2 || theirs.size() < 2
                ? Collections.emptyIterator()
                : List.of(RowFactory.create(key.split("\n", 2)[0], KernelDistance.between(mine, theirs)))
                        .iterator();
    }

    private static Figure kernel(String embedding, List<Double> blocks) {
        var metric = "kernel-" + embedding;
        double mean = blocks.stream().mapToDouble(v -> v).average().orElse(0);
        double squares =
                blocks.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        double error = blocks.size() < 2 ? 0 : Math.sqrt(squares / (blocks.size() - 1) / blocks.size());
        return Figure.of(metric, mean, mean - NORMAL_95 * error, mean + NORMAL_95 * error, blocks.size());
    }
}
