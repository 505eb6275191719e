package jointdit.spark.evaluate;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import jointdit.spark.ClipRow;
import jointdit.spark.ClipTable;
import jointdit.spark.KnownEvents;
import jointdit.spark.SampleTable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Clips to be looked at, each with its reference.
 *
 * <pre>
 * columns of {@link ClipRow#SCHEMA}
 * prompt_id  name of the reference; that of the clip, without the number of a sample
 * group      what the clip shows: its first label, or its reference's; empty if unknown
 * truth      when something truly happens in it, seconds; null if unknown, as in generated clips
 * problem    why there is no such clip; empty if there is
 * reference  the reference, a struct of {@link ClipRow#SCHEMA}, or null
 * </pre>
 */
record WantedClips(SparkSession spark, EvaluateConfig config) {
    private static final Column[] CLIP =
            Arrays.stream(ClipRow.SCHEMA.fieldNames()).map(name -> col(name)).toArray(Column[]::new);

    private static final Column UNTOLD = lit(null).cast("array<double>");

    /**
     * The clips of {@code samples}.
     *
     * @throws IllegalArgumentException if there are none, or a split or label is wanted of generated clips alone
     */
    Dataset<Row> samples() {
        var samples = clips(config.samples());
        var clips = config.reference()
                .map(uri -> samples.join(references(uri), col("prompt_id").equalTo(col("reference.clip_id")), join()))
                .orElseGet(() -> samples.withColumn("reference", lit(null).cast(ClipRow.SCHEMA)));
        return grouped(clips, col("reference.labels"))
                .withColumn(
                        "caption",
                        when(col("caption").equalTo(""), coalesce(col("reference.caption"), lit("")))
                                .otherwise(col("caption")));
    }

    /** The clips of {@code reference}, without references of their own. */
    Dataset<Row> references() {
        var uri = config.reference().orElseThrow();
        return grouped(
                clips(uri).withColumn("reference", lit(null).cast(ClipRow.SCHEMA)), array().cast("array<string>"));
    }

    /** Samples of clips that are not wanted fall out with their references. */
    private String join() {
        return config.split().isPresent() || config.label().isPresent() ? "inner" : "left";
    }

    private Dataset<Row> references(String uri) {
        return clips(uri).where("problem = ''").select(struct(CLIP).as("reference"));
    }

    private Dataset<Row> grouped(Dataset<Row> clips, Column others) {
        var label = when(size(col("labels")).gt(0), element_at(col("labels"), 1))
                .when(size(others).gt(0), element_at(others, 1))
                .otherwise("");
        return clips.withColumn(
                "group", config.scene().map(scene -> lit(scene.label())).orElse(label));
    }

    private Dataset<Row> clips(String uri) {
        var table = SampleTable.in(spark, uri);
        var clips = table.exists() ? generated(table) : real(uri);
        argument(
                !clips.isEmpty(),
                "Wanted clips of split %s and label %s in %s, found none",
                config.split().orElse("any"),
                config.label().orElse("any"),
                uri);
        return clips;
    }

    private Dataset<Row> real(String uri) {
        var clips = new ClipTable(spark).read(uri, 0);
        if (config.split().isPresent()) {
            clips = clips.where(col("split").equalTo(config.split().get()));
        }
        if (config.label().isPresent()) {
            clips = clips.where(array_contains(col("labels"), config.label().get()));
        }
        return told(clips).withColumn("prompt_id", col("clip_id")).withColumn("problem", lit(""));
    }

    private Dataset<Row> told(Dataset<Row> clips) {
        return config.events()
                .map(uri -> clips.join(KnownEvents.read(spark, uri), new String[] {"clip_id"}, "left"))
                .orElseGet(() -> clips.withColumn("truth", UNTOLD));
    }

    private Dataset<Row> generated(SampleTable table) {
        argument(
                config.reference().isPresent()
                        || config.split().isEmpty() && config.label().isEmpty(),
                "Wanted no split and no label for generated clips, which have none, found split %s and label %s",
                config.split().orElse("none"),
                config.label().orElse("none"));
        return table.rows()
                .withColumn("prompt_id", col("id"))
                .withColumn(
                        "clip_id",
                        when(col("sample").equalTo(0), col("id"))
                                .otherwise(concat(
                                        col("id"), lit("#"), col("sample").cast("string"))))
                .withColumn("uri", col("video_uri"))
                .withColumn("split", lit(""))
                .withColumn("caption", lit(""))
                .withColumn("start_s", lit(0.0))
                .withColumn("duration_s", lit(null).cast("double"))
                .withColumn("labels", array().cast("array<string>"))
                .withColumn("bytes_sha256", col("sample_key"))
                .withColumn("truth", UNTOLD)
                .withColumn(
                        "problem",
                        when(col("status").equalTo("done"), "")
                                .otherwise(concat(lit("was not generated: "), col("error"))))
                .select(with(CLIP, col("prompt_id"), col("truth"), col("problem")));
    }

    private static Column[] with(Column[] columns, Column... more) {
        var all = Arrays.copyOf(columns, columns.length + more.length);
        System.arraycopy(more, 0, all, columns.length, more.length);
        return all;
    }
}
