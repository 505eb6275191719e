package jointdit.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.util.List;
import java.util.stream.Stream;
import jointdit.codec.Latents;
import jointdit.tensor.Half;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A row of the {@code latents} table. Latents are stored as little-endian float16.
 *
 * @param clipId the clip
 * @param split {@code train}, {@code validation} or another; the folders of the table
 * @param caption what it shows; empty if unknown
 * @param request hash of all that was known before its file was read; an equal request is not encoded again
 * @param fingerprint hash of source bytes, cut and codec
 * @param latents its pictures and sound
 * @param firstFrame its first picture as PNG
 * @param imageEmbedding of its first picture; empty for codecs without one
 * @param textEmbedding of its caption; empty for codecs without one
 * @param framesPerSecond of its pictures
 * @param sampleRateHz of its sound
 * @param sourceUri its file
 * @param sourceSha256 hash of the file as 64 hexadecimal digits
 * @param conditions what published towers are told of it
 */
public record LatentRow(
        String clipId,
        String split,
        String caption,
        String request,
        String fingerprint,
        Latents latents,
        byte[] firstFrame,
        float[] imageEmbedding,
        float[] textEmbedding,
        double framesPerSecond,
        int sampleRateHz,
        String sourceUri,
        String sourceSha256,
        ClipConditions conditions) {
    private static final DataType SHAPE = createArrayType(IntegerType, false);
    static final DataType EMBEDDING = createArrayType(FloatType, false);

    /** Changes with the columns, so that rows of older tables are made again. */
    static final int VERSION = 2;

    public static final StructType SCHEMA = ClipConditions.behind(new StructType()
            .add("clip_id", StringType, false)
            .add("split", StringType, false)
            .add("caption", StringType, false)
            .add("request", StringType, false)
            .add("fingerprint", StringType, false)
            .add("video", BinaryType, false)
            .add("video_shape", SHAPE, false)
            .add("audio", BinaryType, false)
            .add("audio_shape", SHAPE, false)
            .add("first_frame", BinaryType, false)
            .add("image_embedding", EMBEDDING, false)
            .add("text_embedding", EMBEDDING, false)
            .add("fps", DoubleType, false)
            .add("sample_rate", IntegerType, false)
            .add("source_uri", StringType, false)
            .add("source_sha256", StringType, false));

    /** A clip of which published towers are told nothing. */
    public LatentRow(
            String clipId,
            String split,
            String caption,
            String request,
            String fingerprint,
            Latents latents,
            byte[] firstFrame,
            float[] imageEmbedding,
            float[] textEmbedding,
            double framesPerSecond,
            int sampleRateHz,
            String sourceUri,
            String sourceSha256) {
        this(
                clipId,
                split,
                caption,
                request,
                fingerprint,
                latents,
                firstFrame,
                imageEmbedding,
                textEmbedding,
                framesPerSecond,
                sampleRateHz,
                sourceUri,
                sourceSha256,
                ClipConditions.NONE);
    }

    /** Reads a row that has the columns of {@link #SCHEMA}, in any order. */
    public static LatentRow from(Row row) {
        var latents = new Latents(
                Half.FLOAT16.floats(row.getAs("video")),
                integers(row, "video_shape"),
                Half.FLOAT16.floats(row.getAs("audio")),
                integers(row, "audio_shape"));
        return new LatentRow(
                row.getAs("clip_id"),
                row.getAs("split"),
                row.getAs("caption"),
                row.getAs("request"),
                row.getAs("fingerprint"),
                latents,
                row.getAs("first_frame"),
                floats(row, "image_embedding"),
                floats(row, "text_embedding"),
                row.<Double>getAs("fps"),
                row.<Integer>getAs("sample_rate"),
                row.getAs("source_uri"),
                row.getAs("source_sha256"),
                ClipConditions.from(row));
    }

    /** This as a row of {@link #SCHEMA}. */
    public Row toRow() {
        var columns = Stream.<Object>of(
                clipId,
                split,
                caption,
                request,
                fingerprint,
                Half.FLOAT16.bytes(latents.video()),
                latents.videoShape(),
                Half.FLOAT16.bytes(latents.audio()),
                latents.audioShape(),
                firstFrame,
                imageEmbedding,
                textEmbedding,
                framesPerSecond,
                sampleRateHz,
                sourceUri,
                sourceSha256);
        return RowFactory.create(Stream.concat(columns, conditions.values()).toArray());
    }

    private static int[] integers(Row row, String column) {
        List<Integer> values = row.getList(row.fieldIndex(column));
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    static float[] floats(Row row, String column) {
        List<Float> values = row.getList(row.fieldIndex(column));
        var floats = new float[values.size()];
        for (var i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
