package jointdit.spark.evaluate;

import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import jointdit.codec.Codec;
import jointdit.codec.Latents;
import jointdit.evaluate.quality.PerceptualHash;
import jointdit.media.Video;
import jointdit.spark.LatentCache;
import jointdit.spark.LatentRow;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Clips of a table of latents, to be compared with others.
 *
 * <pre>
 * clip_id, split
 * vector  {@link LatentVector} of its latents
 * hash    {@link PerceptualHash} of its pictures, as the codec gives them back
 * </pre>
 */
record TrainedClips(LatentCache cache) {
    private static final StructType SCHEMA = new StructType()
            .add("clip_id", StringType, false)
            .add("split", StringType, false)
            .add("vector", createArrayType(FloatType, false), false)
            .add("hash", createArrayType(LongType, false), false);

    Dataset<Row> rows() {
        return cache.latents().map(clip(cache.codec().read()), Encoders.row(SCHEMA));
    }

    private static MapFunction<Row, Row> clip(Codec codec) {
        return row -> {
            var clip = LatentRow.from(row);
            return RowFactory.create(
                    clip.clipId(), clip.split(), LatentVector.of(clip.latents()), hash(codec, clip.latents()));
        };
    }

    private static long[] hash(Codec codec, Latents latents) {
        var frames = codec.video().decode(latents.video(), latents.videoShape()[0]);
        var config = codec.config();
        return PerceptualHash.of(new Video(config.width(), config.height(), config.framesPerSecond(), frames));
    }
}
