package jointdit.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.instr;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Clips of a table of latents, to begin other clips with their first frames. What is shown of them stays in Spark's
 * memory until the table changes.
 */
public final class ReferenceClips {
    private static final int PARTS = 4;

    private final SparkSession spark;
    private final String latents;
    private Optional<Held> held = Optional.empty();

    /**
     * Clips in memory.
     *
     * @param card of the table that they were read from
     */
    private record Held(Optional<CacheCard> card, Dataset<Row> clips) {}

    /**
     * Reads when it is asked.
     *
     * @param spark the session
     * @param latents folder of the table
     */
    public ReferenceClips(SparkSession spark, String latents) {
        this.spark = spark;
        this.latents = latents;
    }

    /**
     * A clip.
     *
     * @param key name in addresses, 32 hexadecimal digits
     * @param id its name in the table
     * @param caption what it shows
     * @param split {@code train}, {@code validation} or another
     */
    public record Reference(String key, String id, String caption, String split) {}

    /**
     * Some of the clips that were looked for.
     *
     * @param total how many there are
     * @param clips those wanted
     */
    public record Page(long total, List<Reference> clips) {
        /** Nothing found. */
        public static final Page NONE = new Page(0, List.of());

        public Page {
            clips = List.copyOf(clips);
        }
    }

    /**
     * Clips by their ids.
     *
     * @param search text in id or caption, whatever its case
     * @param offset clips to pass over
     * @param limit most clips
     */
    public Page page(String search, int offset, int limit) {
        var wanted = search.toLowerCase(Locale.ROOT);
        var text = lower(concat_ws(" ", col("clip_id"), col("caption")));
        var found =
                wanted.isBlank() ? clips() : clips().where(instr(text, wanted).gt(0));
        var rows = found.select("key", "clip_id", "caption", "split")
                .orderBy("clip_id")
                .offset(offset)
                .limit(limit)
                .collectAsList();
        return new Page(
                found.count(), rows.stream().map(ReferenceClips::reference).toList());
    }

    private static Reference reference(Row row) {
        return new Reference(row.getAs("key"), row.getAs("clip_id"), row.getAs("caption"), row.getAs("split"));
    }

    /** The first frame of a clip, a PNG file. */
    public Optional<byte[]> picture(String key) {
        return clips().where(col("key").equalTo(key)).select("first_frame").takeAsList(1).stream()
                .map(row -> row.<byte[]>getAs(0))
                .findFirst();
    }

    private synchronized Dataset<Row> clips() {
        var card = new LatentCache(spark, latents).card();
        if (held.filter(clips -> clips.card.equals(card)).isEmpty()) {
            held.ifPresent(clips -> clips.clips.unpersist());
            held = Optional.of(new Held(card, read().persist(StorageLevel.MEMORY_AND_DISK())));
        }
        return held.get().clips;
    }

    private Dataset<Row> read() {
        return spark.read()
                .parquet(latents + "/latents")
                .withColumn("key", substring(sha2(col("clip_id"), 256), 1, 32))
                .select("key", "clip_id", "caption", "split", "first_frame")
                .coalesce(PARTS);
    }
}
