package jointdit.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {
    private static final String LONG = "a".repeat(60) + "/" + "b".repeat(60) + "/\u00e9.txt";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gnu", "ustar", "posix", "oldgnu"})
    void filesComeWithTheirNamesInEveryFormat(String format) throws IOException {
        write("one", "1");
        write(LONG, "x".repeat(512));
        write("empty", "");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("one"));
        var bytes = Tar.bytes(folder, format, List.of("one", "link", LONG, "empty"));

        assertThat(TarReader.starts(bytes)).isTrue();
        assertThat(read(bytes))
                .containsExactly(Map.entry("one", "1"), Map.entry(LONG, "x".repeat(512)), Map.entry("empty", ""));
    }

    @Test
    void whatIsNotReadIsPassedOver() throws IOException {
        write("one", "x".repeat(1000));
        write("two", "2");
        var tar = new TarReader(new ByteArrayInputStream(Tar.bytes(folder, "gnu", List.of("one", "two"))));

        assertThat(tar.next()).contains("one");
        assertThat(tar.bytes(3)).hasSize(3);
        assertThat(tar.next()).contains("two");
        assertThat(tar.bytes(3)).hasSize(1);
        assertThat(tar.next()).isEmpty();
    }

    @Test
    void anArchiveThatBreaksOffIsAnError() throws IOException {
        write("one", "x".repeat(1000));
        var bytes = Arrays.copyOf(Tar.bytes(folder, "gnu", List.of("one")), 1000);

        assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class).hasMessageContaining("breaks off");
    }

    @Test
    void otherBytesAreNoTar() {
        assertThat(TarReader.starts(new byte[512])).isFalse();
        assertThat(TarReader.starts("<html>".getBytes(UTF_8))).isFalse();
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Map<String, String> read(byte[] bytes) throws IOException {
        var found = new LinkedHashMap<String, String>();
        var tar = new TarReader(new ByteArrayInputStream(bytes));
        for (var name = tar.next(); name.isPresent(); name = tar.next()) {
            found.put(name.get(), new String(tar.bytes(10_000), UTF_8));
        }
        return found;
    }
}
