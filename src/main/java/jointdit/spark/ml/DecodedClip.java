package jointdit.spark.ml;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jointdit.media.Clip;
import jointdit.media.DecodeConfig;
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.media.Sound;
import jointdit.media.Video;
import jointdit.spark.ClipReader;
import jointdit.spark.ClipRow;
import jointdit.spark.FailureRow;
import jointdit.spark.Storage;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Decodes rows of the clips table on an executor, each to a clip or to a failure row.
 *
 * @param storage where the files lie
 * @param config size and rates
 * @param seconds length of every clip; infinite: as its row says
 * @param format of the frames
 */
record DecodedClip(Storage storage, DecodeConfig config, double seconds, Format format)
        implements MapFunction<Row, Row> {
    /** Frames, their width, height and rate; sound as little-endian float32 in [-1, 1] and its rate. */
    static final StructType SCHEMA = new StructType()
            .add("frames", createArrayType(BinaryType, false), false)
            .add("width", IntegerType, false)
            .add("height", IntegerType, false)
            .add("fps", DoubleType, false)
            .add("sound", BinaryType, false)
            .add("sample_rate", IntegerType, false);

    /** Bytes of a frame. */
    enum Format {
        /** A file. */
        PNG {
            @Override
            byte[] bytes(Picture frame) {
                return Png.bytes(frame);
            }
        },
        /** Three bytes a pixel, rows from the top. */
        RGB {
            @Override
            byte[] bytes(Picture frame) {
                return frame.rgb();
            }
        };

        abstract byte[] bytes(Picture frame);
    }

    @Override
    public Row call(Row row) {
        var wanted = ClipRow.from(row);
        try {
            return RowFactory.create(struct(decoded(wanted)), null);
        } catch (RuntimeException e) {
            if (TaskContext.get().isInterrupted()) {
                throw e;
            }
            return RowFactory.create(
                    null,
                    FailureRow.of(wanted.clipId(), "decode-clips", wanted.uri(), e)
                            .toRow());
        }
    }

    private Clip decoded(ClipRow row) {
        var cut = Double.isInfinite(seconds) ? row : row.lasting(seconds);
        return new ClipReader(config).clip(cut, storage.read(row.uri()));
    }

    private Row struct(Clip clip) {
        var video = clip.video();
        return RowFactory.create(
                frames(video),
                video.width(),
                video.height(),
                video.framesPerSecond(),
                bytes(clip.sound()),
                clip.sound().sampleRateHz());
    }

    private byte[][] frames(Video video) {
        return video.frames().stream()
                .map(rgb -> format.bytes(new Picture(video.width(), video.height(), rgb)))
                .toArray(byte[][]::new);
    }

    private static byte[] bytes(Sound sound) {
        var bytes = ByteBuffer.allocate(Float.BYTES * sound.samples().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(sound.samples());
        return bytes.array();
    }
}
