package jointdit.spark;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jointdit.config.Records;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * A row of the {@code samples} table: one generated clip, unique by {@code id} and {@code sample}. A contact sheet, if
 * one was wanted, lies beside the video as {@code .png}.
 *
 * @param id of the prompt
 * @param sampleKey hash of prompt, picture, seed, checkpoint and settings; empty if the prompt could not be read
 * @param status whether it worked
 * @param videoUri MP4 file; empty if it failed or has no pictures
 * @param audioUri WAV file; empty if it failed or is silent
 * @param seed of the noise
 * @param checkpoint run, step and fingerprint of the weights
 * @param settings JSON of all settings it depends on
 * @param seconds it took
 * @param error why it failed; empty if it did not
 * @param sample number of the clip among those of its prompt, from 0
 */
public record SampleRow(
        String id,
        String sampleKey,
        Status status,
        String videoUri,
        String audioUri,
        long seed,
        String checkpoint,
        String settings,
        double seconds,
        String error,
        int sample)
        implements Serializable {
    /** Whether a clip was generated. */
    public enum Status {
        DONE,
        FAILED
    }

    public static final StructType SCHEMA = new StructType()
            .add("id", StringType, false)
            .add("sample_key", StringType, false)
            .add("status", StringType, false)
            .add("video_uri", StringType, false)
            .add("audio_uri", StringType, false)
            .add("seed", LongType, false)
            .add("checkpoint", StringType, false)
            .add("settings", StringType, false)
            .add("seconds", DoubleType, false)
            .add("error", StringType, false)
            .add("sample", IntegerType, false);

    /** The same with its files, which took {@code seconds}. */
    SampleRow made(String video, String audio, double seconds) {
        return Records.with(
                this,
                Map.of("status", Status.DONE, "videoUri", video, "audioUri", audio, "seconds", seconds, "error", ""));
    }

    /** The same, failed for a reason. */
    SampleRow failed(Exception cause) {
        var reason = Optional.ofNullable(cause.getMessage()).orElseGet(cause::toString);
        return Records.with(
                this, Map.of("status", Status.FAILED, "videoUri", "", "audioUri", "", "seconds", 0.0, "error", reason));
    }

    /** The same as another sample of its prompt. */
    SampleRow withSample(int number) {
        return Records.with(this, Map.of("sample", number));
    }

    /** Reads a row of {@link #SCHEMA}. */
    public static SampleRow from(Row row) {
        return new SampleRow(
                row.getAs("id"),
                row.getAs("sample_key"),
                Status.valueOf(row.<String>getAs("status").toUpperCase(Locale.ROOT)),
                row.getAs("video_uri"),
                row.getAs("audio_uri"),
                row.<Long>getAs("seed"),
                row.getAs("checkpoint"),
                row.getAs("settings"),
                row.<Double>getAs("seconds"),
                row.getAs("error"),
                row.<Integer>getAs("sample"));
    }

    /** This as a row of {@link #SCHEMA}. */
    public Row toRow() {
        var lower = status.name().toLowerCase(Locale.ROOT);
        return RowFactory.create(
                id, sampleKey, lower, videoUri, audioUri, seed, checkpoint, settings, seconds, error, sample);
    }
}
