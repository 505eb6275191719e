package jointdit.spark.evaluate;

import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import jointdit.spark.SparkForTests;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Repeated training clips and copies between splits, planted among others. */
class HonestyTest {
    private static final StructType VECTORS =
            new StructType().add("clip_id", StringType, false).add("vector", createArrayType(FloatType, false), false);

    private static final StructType HASHES = new StructType()
            .add("clip_id", StringType, false)
            .add("split", StringType, false)
            .add("hash", createArrayType(LongType, false), false);

    private final Random random = new Random(5);

    @Test
    void aCopiedClipIsFoundAndIsMuchNearerThanTheOthers() {
        var trained = vectors("train", 300);
        var samples = vectors("sample", 20);
        var copy = trained.get(17).<float[]>getAs(1).clone();
        copy[0] += 0.01f;
        samples.add(RowFactory.create("copy", copy));

        var nearest = new NearestClips(1).of(frame(samples), frame(trained)).collectAsList();

        var found = nearest.stream()
                .filter(row -> row.getAs("clip_id").equals("copy"))
                .findFirst()
                .orElseThrow();
        assertThat(found.<String>getAs("nearest_id")).isEqualTo("train-17");
        assertThat(found.<Double>getAs("distance")).isCloseTo(0.01, within(1e-4));
        assertThat(found.<Double>getAs("ratio")).isLessThan(NearestClips.MEMORISED);
        assertThat(nearest.stream().filter(row -> row.<Double>getAs("ratio") < NearestClips.MEMORISED))
                .hasSize(1);
    }

    @Test
    void hashingFindsTheNearestThatExactSearchFinds() {
        var trained = vectors("train", 200);
        var samples = vectors("sample", 30);
        var nearest = new NearestClips(2).of(frame(samples), frame(trained)).collectAsList();

        long right = nearest.stream()
                .filter(row -> exact(row.getAs("clip_id"), samples, trained).equals(row.getAs("nearest_id")))
                .count();
        assertThat(right).isGreaterThanOrEqualTo(27);
    }

    @Test
    void copiesBetweenSplitsAreFoundAndOthersAreNot() {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < 200; i++) {
            rows.add(RowFactory.create(
                    "clip-" + i,
                    i % 10 == 0 ? "validation" : "train",
                    random.longs(4).toArray()));
        }
        var hash = rows.get(3).<long[]>getAs(2).clone();
        hash[0] ^= 0b1011L;
        hash[3] ^= 1L << 63;
        rows.add(RowFactory.create("copy", "validation", hash));

        var pairs = new SplitLeakage()
                .of(SparkForTests.session().createDataFrame(rows, HASHES))
                .collectAsList();

        assertThat(pairs).hasSize(1);
        assertThat(pairs.get(0).getString(0)).isEqualTo("copy");
        assertThat(pairs.get(0).getString(1)).isEqualTo("clip-3");
        assertThat(pairs.get(0).<Integer>getAs("distance")).isEqualTo(4);
    }

    private List<Row> vectors(String name, int count) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < count; i++) {
            var vector = new float[12];
            for (int k = 0; k < vector.length; k++) {
                vector[k] = (float) random.nextGaussian();
            }
            rows.add(RowFactory.create(name + "-" + i, vector));
        }
        return rows;
    }

    private static Dataset<Row> frame(List<Row> rows) {
        return SparkForTests.session().createDataFrame(rows, VECTORS);
    }

    private static String exact(String clip, List<Row> samples, List<Row> trained) {
        var wanted = samples.stream()
                .filter(row -> row.getString(0).equals(clip))
                .findFirst()
                .orElseThrow();
        return trained.stream()
                .min((a, b) -> Double.compare(squared(a, wanted), squared(b, wanted)))
                .orElseThrow()
                .getString(0);
    }

    private static double squared(Row left, Row right) {
        double sum = 0;
        var a = left.<float[]>getAs(1);
        var b = right.<float[]>getAs(1);
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
