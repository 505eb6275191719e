package jointdit.spark;

import static java.util.stream.Collectors.partitioningBy;
import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.util.List;
import jointdit.spark.SampleRow.Status;
import org.apache.spark.sql.SparkSession;

/**
 * Clips to be looked at.
 *
 * @param clips those that there are, in the order of their names
 * @param failures those that were to be generated and were not
 */
record ClipsToEvaluate(List<ClipRow> clips, List<FailureRow> failures) {
    /**
     * Finds them.
     *
     * @throws IllegalArgumentException if there are none, or a split or label is wanted of generated clips
     */
    static ClipsToEvaluate find(SparkSession spark, EvaluateConfig config) {
        var table = SampleTable.in(spark, config.samples());
        var found = table.exists() ? generated(table, config) : real(spark, config);
        argument(
                !found.clips.isEmpty(),
                "Wanted clips of split %s and label %s in %s, found none%s",
                config.split().orElse("any"),
                config.label().orElse("any"),
                config.samples(),
                found.failures.stream()
                        .findFirst()
                        .map(f -> "; %s failed: %s".formatted(f.id(), f.reason()))
                        .orElse(""));
        return found;
    }

    private static ClipsToEvaluate real(SparkSession spark, EvaluateConfig config) {
        var clips = new ClipTable(spark).read(config.samples(), 0);
        if (config.split().isPresent()) {
            clips = clips.where(col("split").equalTo(config.split().get()));
        }
        if (config.label().isPresent()) {
            clips = clips.where(array_contains(col("labels"), config.label().get()));
        }
        var rows = clips.orderBy("clip_id").collectAsList();
        return new ClipsToEvaluate(rows.stream().map(ClipRow::from).toList(), List.of());
    }

    private static ClipsToEvaluate generated(SampleTable table, EvaluateConfig config) {
        argument(
                config.split().isEmpty() && config.label().isEmpty(),
                "Wanted no split and no label for generated clips, which have none, found split %s and label %s",
                config.split().orElse("none"),
                config.label().orElse("none"));
        var rows = table.rows().orderBy("id", "sample").collectAsList().stream()
                .map(SampleRow::from)
                .collect(partitioningBy(sample -> sample.status() == Status.DONE));
        return new ClipsToEvaluate(
                rows.get(true).stream().map(ClipsToEvaluate::clip).toList(),
                rows.get(false).stream().map(ClipsToEvaluate::failure).toList());
    }

    private static ClipRow clip(SampleRow sample) {
        return new ClipRow(name(sample), sample.videoUri(), "", "", 0, Double.POSITIVE_INFINITY, List.of(), "");
    }

    private static FailureRow failure(SampleRow sample) {
        return new FailureRow(
                name(sample), "generate", sample.videoUri(), sample.error(), "", 0, "driver", Instant.now());
    }

    private static String name(SampleRow sample) {
        return sample.sample() == 0 ? sample.id() : sample.id() + "#" + sample.sample();
    }
}
