package jointdit.spark;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.SaveMode;

/**
 * A prompts table out of clips that training never saw: their first frames and captions.
 *
 * @param cache the latents
 * @param count most prompts
 */
public record HeldOutPrompts(LatentCache cache, int count) {
    /** Writes the table, in place of one there, as one Parquet folder; equal caches give equal tables. */
    public void write(String uri) {
        var held = cache.latents().where(col("split").equalTo("validation"));
        argument(!held.isEmpty(), "%s holds no clip of the split validation to take prompts from", cache.uri());
        held.orderBy("clip_id")
                .limit(count)
                .select(
                        col("clip_id").as("id"),
                        col("first_frame").as("image"),
                        col("caption").as("prompt"))
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(uri);
    }
}
