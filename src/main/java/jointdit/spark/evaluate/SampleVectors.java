package jointdit.spark.evaluate;

import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.util.Iterator;
import java.util.List;
import jointdit.codec.Codec;
import jointdit.media.BadClip;
import jointdit.media.Cut;
import jointdit.media.MediaDecoder;
import jointdit.spark.Storage;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The same vectors of other clips: {@code clip_id} and {@code vector}. Clips that have become unreadable, or are of
 * another length than those that were trained on, have none.
 *
 * @param storage where they lie
 * @param codec of the latents
 * @param frames of the clips that were trained on
 */
record SampleVectors(Storage storage, Codec codec, int frames) {
    private static final StructType SCHEMA =
            new StructType().add("clip_id", StringType, false).add("vector", createArrayType(FloatType, false), false);

    /** Of rows of {@link ScoredClip#SCHEMA}. */
    Dataset<Row> of(Dataset<Row> scored) {
        return scored.select("clip_id", "uri").flatMap(vector(storage, codec, frames), Encoders.row(SCHEMA));
    }

    private static FlatMapFunction<Row, Row> vector(Storage storage, Codec codec, int frames) {
        return row -> vector(storage, codec, frames, row);
    }

    private static Iterator<Row> vector(Storage storage, Codec codec, int frames, Row row) {
        try {
            var clip = new MediaDecoder(codec.config().decode()).clip(storage.read(row.getString(1)), Cut.WHOLE);
            return clip.video().frames().size() == frames
                    ? List.of(RowFactory.create(row.getString(0), LatentVector.of(codec.encode(clip))))
                            .iterator()
                    : List.<Row>of().iterator();
        } catch (BadClip e) {
            return List.<Row>of().iterator();
        }
    }
}
