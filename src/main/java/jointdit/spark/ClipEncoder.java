package jointdit.spark;

import static jointdit.config.Check.argument;

import java.util.Optional;
import jointdit.codec.Codec;
import jointdit.codec.Fingerprint;
import jointdit.media.Clip;
import jointdit.media.Picture;
import jointdit.media.Png;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Encodes rows of the clips table on an executor, each to a latent row or to a failure row. Further columns are left.
 *
 * @param storage where the files lie
 * @param codec the codec
 * @param embedder of first frames and captions
 * @param conditions what published towers are told
 */
public record ClipEncoder(Storage storage, Codec codec, Embedder embedder, ConditionEncoder conditions)
        implements MapFunction<Row, Row> {
    /** One of the two is null. */
    public static final StructType SCHEMA =
            new StructType().add("latent", LatentRow.SCHEMA, true).add("failure", FailureRow.SCHEMA, true);

    /** The encoder with a codec alone. */
    public static ClipEncoder of(SparkSession spark, Codec codec) {
        return of(spark, codec, Optional.empty(), ConditionConfig.NONE);
    }

    /**
     * The encoder with a codec and, for embeddings, a CLIP model, and what it tells published towers.
     *
     * @param clipModel folder or repository
     */
    public static ClipEncoder of(
            SparkSession spark, Codec codec, Optional<String> clipModel, ConditionConfig conditions) {
        var storage = Storage.of(spark);
        var models = new ModelStore(storage);
        return new ClipEncoder(storage, codec, Embedder.of(clipModel, models), ConditionEncoder.of(conditions, models));
    }

    @Override
    public Row call(Row row) throws Exception {
        var clip = ClipRow.from(row);
        try {
            return RowFactory.create(encode(clip).toRow(), null);
        } catch (Exception e) {
            if (TaskContext.get().isInterrupted()) {
                throw e;
            }
            var failure = FailureRow.of(clip.clipId(), "cache-latents", clip.uri(), e);
            return RowFactory.create(null, failure.toRow());
        }
    }

    private LatentRow encode(ClipRow row) {
        var request = EncodeRequest.of(row, storage, encoders());
        var bytes = storage.read(row.uri());
        var sha256 = Fingerprint.sha256(bytes);
        argument(
                row.sha256().isEmpty() || row.sha256().equalsIgnoreCase(sha256),
                "Wanted a file of SHA-256 %s as the clips table says, found %s",
                row.sha256(),
                sha256);
        var clip = new ClipReader(codec.config().decode()).clip(row, bytes);
        var first = firstFrame(clip);
        return new LatentRow(
                row.clipId(),
                row.split(),
                row.caption(),
                request.hash(),
                fingerprint(row, sha256),
                codec.encode(clip),
                Png.bytes(first),
                embedder.image(first),
                embedder.text(row.caption()),
                codec.config().framesPerSecond(),
                codec.config().sampleRateHz(),
                row.uri(),
                sha256,
                conditions.encode(codec, row, first));
    }

    private String fingerprint(ClipRow row, String sha256) {
        var cut = row.startSeconds() + " s for " + row.durationSeconds() + " s";
        return new Fingerprint().add(sha256).add(cut).add(encoders()).hex();
    }

    private String encoders() {
        return conditions.fingerprint(embedder.fingerprint(codec.fingerprint()));
    }

    private static Picture firstFrame(Clip clip) {
        var video = clip.video();
        return new Picture(video.width(), video.height(), video.frames().get(0));
    }
}
