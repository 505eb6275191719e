package jointdit.spark;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.apache.spark.sql.functions.col;

import java.util.List;
import jointdit.codec.CodecConfig;
import jointdit.media.Clip;
import jointdit.media.Cut;
import jointdit.media.MediaDecoder;
import org.apache.spark.sql.SparkSession;

/**
 * Opens single clips on the driver, at the size and rates of a codec.
 *
 * @param spark the session
 * @param codec whose size and rates these are
 */
public record ClipPlayer(SparkSession spark, CodecConfig codec) {
    /**
     * Clips of a table.
     *
     * @param table a folder or a manifest, as {@link ClipTable#read} takes it
     * @param ids names of clips in it
     * @return in the order of {@code ids}
     * @throws jointdit.media.BadClip if a file is no clip or a broken one
     */
    public List<Clip> clips(String table, List<String> ids) {
        var storage = Storage.of(spark);
        var rows = new ClipTable(spark)
                .read(table, 0).where(col("clip_id").isInCollection(ids)).collectAsList().stream()
                        .map(ClipRow::from)
                        .collect(toMap(ClipRow::clipId, identity()));
        var reader = new ClipReader(codec.decode());
        return ids.stream()
                .map(rows::get)
                .map(row -> reader.clip(row, storage.read(row.uri())))
                .toList();
    }

    /**
     * The whole clip of a file.
     *
     * @throws jointdit.media.BadClip if the file is no clip or a broken one
     */
    public Clip clip(String uri) {
        return new MediaDecoder(codec.decode()).clip(Storage.of(spark).read(uri), Cut.WHOLE);
    }
}
