package jointdit.train;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A file of scalars that TensorBoard reads: TFRecords of {@code tensorflow.Event} messages.
 *
 * @see <a href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/util/event.proto">event.proto</a>
 */
public final class EventFile implements Closeable {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;

    private final OutputStream out;

    /** Writes the first record to {@code out}, which {@link #close} closes. */
    public EventFile(OutputStream out, Instant at) throws IOException {
        this.out = out;
        var event = new Message().fixed64(WALL_TIME, Double.doubleToRawLongBits(seconds(at)));
        record(event.bytes(FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8)));
    }

    /** The name TensorBoard knows such files by. */
    public static String name(Instant start) {
        return "events.out.tfevents." + start.getEpochSecond() + ".jointdit";
    }

    /** Adds the figures of one step, by tag, and flushes. */
    public void write(Instant at, long step, Map<String, Double> figures) throws IOException {
        var summary = new Message();
        for (var figure : figures.entrySet()) {
            var value = new Message()
                    .bytes(TAG, figure.getKey().getBytes(StandardCharsets.UTF_8))
                    .fixed32(
                            SIMPLE_VALUE,
                            Float.floatToRawIntBits(figure.getValue().floatValue()));
            summary.bytes(VALUE, value.toByteArray());
        }
        var event = new Message().fixed64(WALL_TIME, Double.doubleToRawLongBits(seconds(at)));
        record(event.varint(STEP, step).bytes(SUMMARY, summary.toByteArray()));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Length, its checksum, the message, its checksum. */
    private void record(Message message) throws IOException {
        var bytes = message.toByteArray();
        var record = ByteBuffer.allocate(bytes.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(bytes.length).putInt(maskedCrc(record.array(), 8));
        record.put(bytes).putInt(maskedCrc(bytes, bytes.length));
        out.write(record.array());
    }

    private static int maskedCrc(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }

    private static double seconds(Instant at) {
        return at.getEpochSecond() + at.getNano() * 1e-9;
    }

    /** A protocol buffer being written, field by field. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message varint(int field, long value) {
            put(field << 3);
            put(value);
            return this;
        }

        Message fixed64(int field, long value) {
            put(field << 3 | 1);
            fixed(value, Long.BYTES);
            return this;
        }

        Message bytes(int field, byte[] value) {
            put(field << 3 | 2);
            put(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message fixed32(int field, int value) {
            put(field << 3 | 5);
            fixed(value, Integer.BYTES);
            return this;
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }

        /** Seven bits a byte, lowest first; the high bit says that more follow. */
        private void put(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                bytes.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        private void fixed(long value, int count) {
            for (int i = 0; i < count; i++) {
                bytes.write((int) (value >>> (8 * i)));
            }
        }
    }
}
