package jointdit.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static jointdit.tensor.SafetensorsType.BF16;
import static jointdit.tensor.SafetensorsType.F16;
import static jointdit.tensor.SafetensorsType.F32;
import static jointdit.tensor.SafetensorsType.I64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {
    private static final SafetensorsEntry A = new SafetensorsEntry("a", F32, 3, 100_001);
    private static final SafetensorsEntry EMPTY = new SafetensorsEntry("empty", F32, 0, 4);
    private static final SafetensorsEntry B = new SafetensorsEntry("b", F16, 5);
    private static final SafetensorsEntry C = new SafetensorsEntry("c \"quoted\" é", BF16);

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        var file = folder.resolve("w.safetensors");
        var values = noise(300_003);
        try (var writer = SafetensorsWriter.to(file, Map.of("step", "12"), List.of(A, EMPTY, B, C))) {
            writer.write("a", FloatBuffer.wrap(values, 0, 200_000));
            writer.write("a", FloatBuffer.wrap(values, 200_000, 100_003));
            writer.write("empty", new float[0]);
            writer.write("b", new float[] {1, 2, 3, 4, 1 / 3f});
            writer.write(C.name(), new float[] {1 / 3f});
        }

        var read = Safetensors.open(file);

        assertThat(read.names()).containsExactly("a", "empty", "b", C.name());
        assertThat(read.metadata()).containsExactly(Map.entry("step", "12"));
        assertThat(read.shape("a")).containsExactly(3, 100_001);
        assertThat(read.floats("a")).containsExactly(values);
        assertThat(read.floats("b")[4]).isCloseTo(1 / 3f, within(1e-4f));
        assertThat(read.floats(C.name())[0]).isCloseTo(1 / 3f, within(1e-3f));
    }

    @Test
    void dataBeginAtAMultipleOfEightBytes() throws IOException {
        for (var name : List.of("x", "xx", "xxx", "xxxx", "xxxxx")) {
            var out = new ByteArrayOutputStream();
            try (var writer = new SafetensorsWriter(out, Map.of(), List.of(new SafetensorsEntry(name, F32)))) {
                writer.write(name, new float[] {1});
            }

            long header = ByteBuffer.wrap(out.toByteArray())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();

            assertThat(header % 8).isZero();
            assertThat(out.size()).isEqualTo(8 + header + 4);
            assertThat(out.toString(UTF_8)).contains("{\"%s\":{\"dtype\":\"F32\",\"shape\":[],".formatted(name));
        }
    }

    @Test
    void aStreamTakesMoreThanTwoGigabytes() throws IOException {
        long values = 540_000_000L;
        var counted = new long[1];
        var out = new OutputStream() {
            @Override
            public void write(int value) {
                counted[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                counted[0] += length;
            }
        };
        try (var writer = new SafetensorsWriter(out, Map.of(), List.of(new SafetensorsEntry("x", F32, values)))) {
            var piece = new float[3_000_000];
            for (int i = 0; i < 180; i++) {
                writer.write("x", piece);
            }
        }

        assertThat(counted[0]).isBetween(4 * values + 8, 4 * values + 200);
    }

    @Test
    void anUnfinishedFileIsRefusedAndLeavesTheOldOne() throws IOException {
        var file = Files.writeString(folder.resolve("w.safetensors"), "old");
        var writer = SafetensorsWriter.to(file, Map.of(), List.of(B));
        writer.write("b", new float[] {1, 2});

        assertThatThrownBy(writer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Tensor b was not written in full: 4 of 10 bytes");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryContaining("regex:.*w.safetensors").isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void valuesOutOfOrderOrTooManyAreRefused() throws IOException {
        var writer = new SafetensorsWriter(new ByteArrayOutputStream(), Map.of(), List.of(B, C));

        assertThatThrownBy(() -> writer.write("z", new float[1])).hasMessage("Wanted values of b, found z");
        assertThatThrownBy(() -> writer.write("b", new float[6]))
                .hasMessage("Tensor b has room for 5 more values, found 6");
        writer.write("b", new float[5]);
        writer.write(C.name(), new float[1]);
        assertThatThrownBy(() -> writer.write("b", new float[1]))
                .hasMessage("All tensors are written, found values of b");
    }

    @Test
    void badDeclarationsAreRefused() {
        var out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> new SafetensorsWriter(out, Map.of(), List.of(B, B)))
                .hasMessage("Two tensors are called b");
        assertThatThrownBy(() -> new SafetensorsWriter(out, Map.of(), List.of(new SafetensorsEntry("i", I64, 1))))
                .hasMessage("Wanted tensor i to be F32, F16 or BF16, found I64");
        assertThatThrownBy(() -> new SafetensorsEntry("", F32)).hasMessage("A tensor needs a name");
    }

    private static float[] noise(int count) {
        var random = new Random(1);
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
