package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jointdit.codec.Latents;
import jointdit.condition.TextStates;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class LatentRowTest {
    private final SparkSession spark = SparkForTests.session();

    @Test
    void latentsSurviveTheTable() {
        var latents = new Latents(
                new float[] {1, -2.5f, 0.125f, 4}, new int[] {1, 4, 1, 1}, new float[] {7}, new int[] {1, 1, 1});
        var row = new LatentRow(
                "a",
                "train",
                "rain",
                "r",
                "f",
                latents,
                new byte[] {1, 2},
                new float[] {3},
                new float[0],
                8,
                16_000,
                "u",
                "s",
                new ClipConditions(
                        Optional.of(new ClipConditions.FirstFrame(
                                new float[] {0.5f, 2}, 0.02, Optional.of(new float[] {1.1f, 2}))),
                        Optional.of(new TextStates(new float[] {1, 2}, 2, new float[] {3, 4, 5}, 1))));

        var back = LatentRow.from(
                spark.createDataFrame(List.of(row.toRow()), LatentRow.SCHEMA).head());

        assertThat(back).usingRecursiveComparison().isEqualTo(row);
    }

    @Test
    void columnsMayComeInAnyOrder() {
        var latents = new Latents(new float[1], new int[] {1, 1, 1, 1}, new float[1], new int[] {1, 1, 1});
        var row = new LatentRow(
                "a", "train", "rain", "r", "f", latents, new byte[0], new float[0], new float[0], 8, 16_000, "u", "s");
        var table = spark.createDataFrame(List.of(row.toRow()), LatentRow.SCHEMA);

        var names = table.columns();
        var turned = table.select(names[names.length - 1], Arrays.copyOf(names, names.length - 1));

        assertThat(LatentRow.from(turned.head())).usingRecursiveComparison().isEqualTo(row);
    }

    @Test
    void clipsSurviveTheTable() {
        var endless = new ClipRow("a", "u", "train", "", 0.5, Double.POSITIVE_INFINITY, List.of("x", "y"), "");
        var cut = new ClipRow("b", "u", "train", "", 0.5, 2, List.of(), "abc");

        var rows = spark.createDataFrame(List.of(endless.toRow(), cut.toRow()), ClipRow.SCHEMA)
                .collectAsList();

        assertThat(rows).extracting(ClipRow::from).containsExactly(endless, cut);
    }

    @Test
    void failuresSurviveTheTable() {
        var row = new FailureRow(
                "a", "cache-latents", "u", "why", "X", 1, "driver", Instant.parse("2026-11-22T10:00:00Z"));

        var back =
                spark.createDataFrame(List.of(row.toRow()), FailureRow.SCHEMA).head();

        assertThat(FailureRow.from(back)).isEqualTo(row);
    }
}
