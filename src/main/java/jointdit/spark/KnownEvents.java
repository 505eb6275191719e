package jointdit.spark;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What truly happens in made clips, as {@code make-clips} wrote it down. */
public final class KnownEvents {
    private KnownEvents() {}

    /**
     * A row a clip: {@code clip_id} and {@code truth}, times in seconds, ascending.
     *
     * @param uri of a file {@code events.jsonl}
     * @throws IllegalArgumentException if there is no such file
     */
    public static Dataset<Row> read(SparkSession spark, String uri) {
        argument(
                Storage.of(spark).file(uri).isPresent(),
                "Wanted the true times of clips (events.jsonl of make-clips) in %s, found no such file",
                uri);
        return spark.read()
                .schema(PlannedClip.EVENTS)
                .json(uri)
                .where("clip_id is not null")
                .select(col("clip_id"), col("events.at_s").as("truth"));
    }
}
