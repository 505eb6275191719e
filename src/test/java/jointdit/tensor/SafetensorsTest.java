package jointdit.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import jointdit.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("ByteBufferBackingArray") // bytes() allocates them
class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void everyTypeIsReadAsItsValues() throws IOException {
        var json = """
                {"__metadata__": {"format": "pt", "step": "7"},
                 "b": {"dtype": "F32", "shape": [2], "data_offsets": [8, 16]},
                 "a": {"dtype": "F64", "shape": [1], "data_offsets": [0, 8]},
                 "c": {"dtype": "F16", "shape": [1, 2], "data_offsets": [16, 20]},
                 "d": {"dtype": "BF16", "shape": [1], "data_offsets": [20, 22]},
                 "e": {"dtype": "BOOL", "shape": [2], "data_offsets": [22, 24]},
                 "f": {"dtype": "U8", "shape": [2], "data_offsets": [24, 26]},
                 "g": {"dtype": "I32", "shape": [], "data_offsets": [26, 30]},
                 "h": {"dtype": "I64", "shape": [1], "data_offsets": [30, 38]},
                 "i": {"dtype": "F32", "shape": [3, 0], "data_offsets": [38, 38]}}
                """;
        var data = bytes(38).putDouble(0.5).putFloat(1.5f).putFloat(-2).putShort((short) 0x3c00);
        data.putShort((short) 0xc000).putShort((short) 0x3f80).put((byte) 1).put((byte) 0);
        data.put((byte) 7).put((byte) 255).putInt(-3).putLong(1L << 40);

        var file = Safetensors.open(write(json, data.array()));

        assertThat(file.names()).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i");
        assertThat(file.metadata()).containsEntry("format", "pt").containsEntry("step", "7");
        assertThat(file.floats("a")).containsExactly(0.5f);
        assertThat(file.floats("b")).containsExactly(1.5f, -2);
        assertThat(file.floats("c")).containsExactly(1, -2);
        assertThat(file.shape("c")).containsExactly(1, 2);
        assertThat(file.floats("d")).containsExactly(1);
        assertThat(file.longs("e")).containsExactly(1, 0);
        assertThat(file.longs("f")).containsExactly(7, 255);
        assertThat(file.longs("g")).containsExactly(-3);
        assertThat(file.shape("g")).isEmpty();
        assertThat(file.longs("h")).containsExactly(1L << 40);
        assertThat(file.floats("i")).isEmpty();
        assertThat(file.entry("h").type()).isEqualTo(SafetensorsType.I64);
    }

    @Test
    void tensorsPastTwoGigabytesAreReadFromTheirPlaces() throws IOException {
        long far = 3L << 30;
        var json = """
                {"hole": {"dtype": "U8", "shape": [%d], "data_offsets": [0, %d]},
                 "across": {"dtype": "F32", "shape": [1073741824], "data_offsets": [%d, %d]},
                 "last": {"dtype": "F32", "shape": [2], "data_offsets": [%d, %d]}}
                """.formatted(
                        far - 4, far - 4, far - 4, far - 4 + (4L << 30), far - 4 + (4L << 30), far + 4 + (4L << 30));
        var path = write(json, new byte[0]);
        long start = Files.size(path);
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.write(bytes(8).putFloat(5).putFloat(6).flip(), start + far - 4);
            channel.write(bytes(12).putFloat(7).putFloat(8).putFloat(9).flip(), start + far - 8 + (4L << 30));
        }
        var file = Safetensors.open(path);

        assertThat(file.floats("last")).containsExactly(8, 9);
        assertThat(file.entry("across").bytes()).isEqualTo(4L << 30);
        assertThatThrownBy(() -> file.copy("across", FloatBuffer.allocate(3)))
                .hasMessageContaining("has 1073741824 values, found room for 3");
        Files.delete(path);
    }

    @Test
    void copyFillsADirectBufferFromItsPosition() throws IOException {
        var json = "{\"x\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}";
        var path = write(json, Half.FLOAT16.bytes(new float[] {3, 4}));
        var buffer =
                ByteBuffer.allocateDirect(12).order(ByteOrder.nativeOrder()).asFloatBuffer();

        Safetensors.open(path).copy("x", buffer.position(1));

        assertThat(buffer.get(0)).isZero();
        assertThat(buffer.get(2)).isEqualTo(4);
        assertThat(buffer.position()).isEqualTo(3);
    }

    @Test
    void anIndexJoinsItsFiles() throws IOException {
        one("one.safetensors", "x", 1);
        one("two.safetensors", "y", 2);
        var index = Files.writeString(folder.resolve("model.safetensors.index.json"), """
                {"metadata": {"total_size": 8},
                 "weight_map": {"y": "two.safetensors", "x": "one.safetensors"}}
                """);

        var all = Safetensors.open(index);

        assertThat(all.names()).containsExactly("y", "x");
        assertThat(all.floats("x")).containsExactly(1);
        assertThat(all.floats("y")).containsExactly(2);
        assertThat(all.metadata()).containsEntry("of", "x");
    }

    @Test
    void anIndexThatIsWrongAboutAFileIsRefused() throws IOException {
        one("one.safetensors", "x", 1);
        var index = Files.writeString(folder.resolve("m.index.json"), "{\"weight_map\": {\"z\": \"one.safetensors\"}}");

        assertThatThrownBy(() -> Safetensors.open(index))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("m.index.json")
                .hasMessageContaining("one.safetensors holds z, which it does not");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                            | has no weight_map
            [1]                           | it is not the JSON of a safetensors index
            {"weight_map": {"x": "gone"}} | gone
            """)
    void aBrokenIndexIsRefused(String json, String reason) throws IOException {
        var index = Files.writeString(folder.resolve("m.index.json"), json);

        assertThatThrownBy(() -> Safetensors.open(index)).hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}   | Tensor x takes 8 bytes, but its offsets are 0 to 4
            {"x":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}  | Wanted 16 bytes of tensors, found 8; the file is truncated
            {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}   | Wanted 4 bytes of tensors, found 8; the rest belongs to none
            {"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}   | 4 bytes before tensor x belong to none
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"y":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | Tensor y overlaps the one before it, at byte 4
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | The header names x twice
            {"x":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}}    | Tensor x has the type "Q4"; known types are [F64, F32,
            {"x":{"dtype":"F32","shape":[2],"offsets":[0,8]}}        | The header entry of x has an unknown key offsets
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[8]}}     | Wanted 2 data offsets of x, found 1
            {"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}  | Sides of x must be 0 or more, found [-2]
            {"x":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}} | The header is not the JSON of a safetensors file
            {"x":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}} | The shape of tensor x is too large
            {"x":{"dtype":"F32","shape":"wide"}}                     | The header is not the JSON of a safetensors file
            {"x":{"dtype"                                            | The header is not the JSON of a safetensors file
            """)
    void aCorruptHeaderIsRefusedWithTheFileAndTheReason(String json, String reason) throws IOException {
        var path = write(json, new byte[8]);

        assertThatThrownBy(() -> Safetensors.open(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Cannot read " + path)
                .hasMessageContaining(reason);
    }

    @Test
    void filesThatAreNoSafetensorsAreRefused() throws IOException {
        var tiny = Files.write(folder.resolve("tiny"), new byte[5]);
        var text = Files.writeString(folder.resolve("text"), "<html>not found</html>");
        var cut = Files.write(folder.resolve("cut"), bytes(10).putLong(1000).array());

        assertThatThrownBy(() -> Safetensors.open(tiny)).hasMessageContaining("8 bytes of length, found 5 bytes");
        assertThatThrownBy(() -> Safetensors.open(text)).hasMessageContaining("this is no safetensors file");
        assertThatThrownBy(() -> Safetensors.open(cut)).hasMessageContaining("Wanted a header of 1000 bytes, found 2");
        assertThatThrownBy(() -> Safetensors.open(folder.resolve("gone")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void wrongNamesAndTypesAreRefused() throws IOException {
        var file = Safetensors.open(one("one.safetensors", "x", 1));

        assertThat(file.contains("y")).isFalse();
        assertThatThrownBy(() -> file.floats("y"))
                .hasMessageContaining("Cannot find tensor y in")
                .hasMessageContaining("[x]");
        assertThatThrownBy(() -> file.longs("x")).hasMessage("Wanted integers, found F32; read it as floats");
    }

    @Test
    void goldensOfEveryTypeAreRead() {
        var io = Safetensors.open(Shared.path("goldens/dit_adaln_zero/io.safetensors"));
        var halves = Safetensors.open(Shared.path("goldens/unet_aldm2_deep/diffusion_pytorch_model.fp16.safetensors"));

        assertThat(io.shape("input.x")).containsExactly(2, 4, 8, 8);
        assertThat(io.longs("input.t")).hasSize(2);
        assertThat(halves.names()).hasSizeGreaterThan(100);
        assertThat(halves.metadata()).containsEntry("format", "pt");
        long values =
                halves.names().stream().mapToLong(n -> halves.floats(n).length).sum();
        assertThat(values).isEqualTo(752120);
    }

    private Path one(String name, String tensor, float value) throws IOException {
        var path = folder.resolve(name);
        var entry = new SafetensorsEntry(tensor, SafetensorsType.F32, 1);
        try (var writer = SafetensorsWriter.to(path, Map.of("of", tensor), List.of(entry))) {
            writer.write(tensor, new float[] {value});
        }
        return path;
    }

    private Path write(String json, byte[] data) throws IOException {
        var header = json.strip().getBytes(UTF_8);
        var file = bytes(8 + header.length + data.length)
                .putLong(header.length)
                .put(header)
                .put(data);
        return Files.write(folder.resolve("file.safetensors"), file.array());
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    }
}
