package jointdit.spark;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.expressions.Window;

/**
 * A prompts table out of clips that training never saw: their first frames and captions.
 *
 * @param cache the latents
 * @param count most prompts, of each scene if there are several
 */
public record HeldOutPrompts(LatentCache cache, int count) {
    /** Writes the table, in place of one there, as one Parquet folder; equal caches give equal tables. */
    public void write(String uri) {
        write(uri, held().orderBy("clip_id").limit(count));
    }

    /**
     * The same of each scene, the first label of a clip in the manifest {@code clips}; without clips of varied looks.
     */
    public void writeOfEachScene(String uri, String clips) {
        var scene =
                when(size(col("labels")).gt(0), element_at(col("labels"), 1)).otherwise(lit(""));
        var scenes = new ClipTable(cache.spark())
                .read(clips, 0)
                .where(not(array_contains(col("labels"), PlannedClip.VARIED)))
                .select(col("clip_id"), scene.as("scene"));
        var number = row_number().over(Window.partitionBy("scene").orderBy("clip_id"));
        write(
                uri,
                held().join(scenes, "clip_id")
                        .withColumn("number", number)
                        .where(col("number").leq(count)));
    }

    private Dataset<Row> held() {
        var held = cache.latents().where(col("split").equalTo("validation"));
        argument(!held.isEmpty(), "%s holds no clip of the split validation to take prompts from", cache.uri());
        return held;
    }

    private static void write(String uri, Dataset<Row> clips) {
        clips.select(
                        col("clip_id").as("id"),
                        col("first_frame").as("image"),
                        col("caption").as("prompt"))
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(uri);
    }
}
