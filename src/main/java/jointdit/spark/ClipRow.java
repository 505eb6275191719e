package jointdit.spark;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import jointdit.config.Records;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * A row of the {@code clips} table.
 *
 * @param clipId unique in the table
 * @param uri its file, with scheme
 * @param split {@code train}, {@code validation} or another
 * @param caption what it shows; empty if unknown
 * @param startSeconds where in the file it starts
 * @param durationSeconds its length; infinite up to the end of the file
 * @param labels classes it belongs to
 * @param sha256 hash of the file as 64 hexadecimal digits; empty if unknown
 */
public record ClipRow(
        String clipId,
        String uri,
        String split,
        String caption,
        double startSeconds,
        double durationSeconds,
        List<String> labels,
        String sha256)
        implements Serializable {
    public static final StructType SCHEMA = new StructType()
            .add("clip_id", StringType, false)
            .add("uri", StringType, false)
            .add("split", StringType, false)
            .add("caption", StringType, false)
            .add("start_s", DoubleType, false)
            .add("duration_s", DoubleType, true)
            .add("labels", createArrayType(StringType), false)
            .add("bytes_sha256", StringType, false);

    public ClipRow {
        labels = List.copyOf(labels);
    }

    /** Reads a row of {@link #SCHEMA}. */
    public static ClipRow from(Row row) {
        var duration = row.<Double>getAs("duration_s");
        return new ClipRow(
                row.getAs("clip_id"),
                row.getAs("uri"),
                row.getAs("split"),
                row.getAs("caption"),
                row.<Double>getAs("start_s"),
                duration == null ? Double.POSITIVE_INFINITY : duration,
                row.getList(row.fieldIndex("labels")),
                row.getAs("bytes_sha256"));
    }

    /** The clip of the same start and another length. */
    public ClipRow lasting(double seconds) {
        return Records.with(this, Map.of("durationSeconds", seconds));
    }

    /** This as a row of {@link #SCHEMA}. */
    public Row toRow() {
        var duration = Double.isInfinite(durationSeconds) ? null : durationSeconds;
        return RowFactory.create(
                clipId, uri, split, caption, startSeconds, duration, labels.toArray(String[]::new), sha256);
    }
}
