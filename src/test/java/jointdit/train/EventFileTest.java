package jointdit.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventFileTest {
    private static final Instant START = Instant.ofEpochSecond(1_700_000_000, 500_000_000);

    @Test
    void theFirstRecordIsKnownByteForByte() throws IOException {
        var out = new ByteArrayOutputStream();
        new EventFile(out, Instant.EPOCH).close();

        var record = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(record.getLong()).isEqualTo(24);
        assertThat(record.getInt()).isEqualTo(masked(crc32c(out.toByteArray(), 0, 8)));
        assertThat(out.toByteArray()).startsWith(24).hasSize(40);
        assertThat(out.toByteArray()[12]).isEqualTo((byte) 0x09); // wall_time, 64 bits
        assertThat(out.toByteArray()[21]).isEqualTo((byte) 0x1a); // file_version, text
        assertThat(out.toString(UTF_8)).contains("brain.Event:2");
    }

    @Test
    void figuresAreReadBackByAReaderOfItsOwn() throws IOException {
        var out = new ByteArrayOutputStream();
        var figures = new LinkedHashMap<String, Double>();
        figures.put("loss/video", 0.25);
        figures.put("größe", -1e-30);
        figures.put("bad", Double.NaN);
        try (var file = new EventFile(out, START)) {
            file.write(START.plusSeconds(1), 7, figures);
            file.write(START.plusSeconds(2), 3_000_000_000L, Map.of("loss/video", 0.125));
        }

        var events =
                records(out.toByteArray()).stream().map(EventFileTest::fields).toList();

        assertThat(events).hasSize(3);
        assertThat(text(events.get(0), 3)).isEqualTo("brain.Event:2");
        assertThat(number(events.get(1), 1)).isEqualTo(Double.doubleToLongBits(1_700_000_001.5));
        assertThat(number(events.get(1), 2)).isEqualTo(7);
        assertThat(scalars(events.get(1)))
                .containsExactly(
                        Map.entry("loss/video", 0.25f), Map.entry("größe", -1e-30f), Map.entry("bad", Float.NaN));
        assertThat(number(events.get(2), 2)).isEqualTo(3_000_000_000L);
        assertThat(scalars(events.get(2))).containsExactly(Map.entry("loss/video", 0.125f));
    }

    @Test
    void theNameIsOneThatTensorBoardLooksFor() {
        assertThat(EventFile.name(START)).isEqualTo("events.out.tfevents.1700000000.jointdit");
    }

    @Test
    void theChecksumOfThisTestIsCastagnolis() {
        assertThat(crc32c("123456789".getBytes(UTF_8), 0, 9)).isEqualTo(0xe3069283);
    }

    private record Field(int number, int wire, byte[] bytes) {}

    private static List<byte[]> records(byte[] file) {
        var records = new ArrayList<byte[]>();
        var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            int at = in.position();
            var bytes = new byte[(int) in.getLong()];
            assertThat(in.getInt()).isEqualTo(masked(crc32c(file, at, 8)));
            in.get(bytes);
            assertThat(in.getInt()).isEqualTo(masked(crc32c(bytes, 0, bytes.length)));
            records.add(bytes);
        }
        return records;
    }

    private static List<Field> fields(byte[] message) {
        var fields = new ArrayList<Field>();
        var in = ByteBuffer.wrap(message);
        while (in.hasRemaining()) {
            int key = (int) varint(in);
            int length = switch (key & 7) {
                case 0 -> 0;
                case 1 -> 8;
                case 2 -> (int) varint(in);
                case 5 -> 4;
                default -> throw new IllegalStateException("Wire type " + (key & 7));
            };
            var bytes = new byte[length];
            if ((key & 7) == 0) {
                bytes = ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(varint(in))
                        .array();
            } else {
                in.get(bytes);
            }
            fields.add(new Field(key >>> 3, key & 7, bytes));
        }
        return fields;
    }

    private static Map<String, Float> scalars(List<Field> event) {
        var scalars = new LinkedHashMap<String, Float>();
        for (var value : fields(field(event, 5).bytes())) {
            var parts = fields(value.bytes());
            var bits = ByteBuffer.wrap(field(parts, 2).bytes()).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(field(parts, 2).wire()).isEqualTo(5);
            scalars.put(text(parts, 1), bits.getFloat());
        }
        return scalars;
    }

    private static String text(List<Field> fields, int number) {
        return new String(field(fields, number).bytes(), UTF_8);
    }

    private static long number(List<Field> fields, int number) {
        return ByteBuffer.wrap(field(fields, number).bytes())
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    private static Field field(List<Field> fields, int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** CRC-32C bit by bit: the reflected polynomial 0x82f63b78. */
    private static int crc32c(byte[] bytes, int offset, int length) {
        int crc = -1;
        for (int i = offset; i < offset + length; i++) {
            crc ^= bytes[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0x82f63b78;
            }
        }
        return ~crc;
    }

    private static int masked(int crc) {
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }
}
