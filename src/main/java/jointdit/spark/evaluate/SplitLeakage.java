package jointdit.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Clips that are held out but look like clips that are trained on: their perceptual hashes differ in few of 256 bits.
 * Candidates share 16 bits of the 256 in the same place, which pairs with at most 15 different bits always do.
 */
record SplitLeakage() {
    /** Most bits of 256 in which copies differ. */
    static final int COPIES = 10;

    private static final int BANDS = 16;

    /**
     * Columns {@code held_id, train_id, distance}, of pairs.
     *
     * @param clips {@code clip_id}, {@code split} and {@code hash}
     */
    Dataset<Row> of(Dataset<Row> clips) {
        var banded = clips.select(
                col("clip_id"),
                col("split"),
                col("hash"),
                posexplode(
                                expr(
                                        "transform(sequence(0, " + (BANDS - 1)
                                                + "), b -> shiftrightunsigned(hash[cast(b / 4 as int)], cast(16 * (b % 4) as int)) & 65535)"))
                        .as(new String[] {"band", "bits"}));
        var train = banded.where(col("split").equalTo("train"))
                .select(col("clip_id").as("train_id"), col("hash").as("train_hash"), col("band"), col("bits"));
        var held = banded.where(col("split").notEqual("train"))
                .select(col("clip_id").as("held_id"), col("hash").as("held_hash"), col("band"), col("bits"));
        return held.join(train, new String[] {"band", "bits"}, "inner")
                .withColumn(
                        "distance",
                        expr(
                                "aggregate(transform(sequence(0, 3), i -> bit_count(held_hash[i] ^ train_hash[i])), 0, (a, b) ->"
                                        + " a + b)"))
                .where(col("distance").leq(lit(COPIES)))
                .select("held_id", "train_id", "distance")
                .distinct();
    }
}
