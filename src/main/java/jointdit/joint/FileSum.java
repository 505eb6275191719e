package jointdit.joint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * What a file of a checkpoint must be, so that a part of it is not taken for the whole.
 *
 * @param name of the file
 * @param length bytes
 * @param crc32c checksum, 8 hexadecimal digits
 */
public record FileSum(String name, long length, String crc32c) {
    private static final int CHUNK = 1 << 20;

    /** Of a file as it is. */
    public static FileSum of(Path file) {
        var sum = new CRC32C();
        try (var in = new CheckedInputStream(Files.newInputStream(file), sum)) {
            var chunk = new byte[CHUNK];
            long length = 0;
            for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                length += count;
            }
            return new FileSum(file.getFileName().toString(), length, String.format("%08x", sum.getValue()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Throws {@link DamagedCheckpoint} unless the file has {@code found} bytes. */
    public void checkLength(long found) {
        if (found != length) {
            throw new DamagedCheckpoint("%s: wanted %d bytes, found %d".formatted(name, length, found));
        }
    }

    /** Throws {@link DamagedCheckpoint} unless {@code folder} has the file as it was written. */
    public void check(Path folder) {
        var found = of(folder.resolve(name));
        checkLength(found.length);
        if (!found.equals(this)) {
            throw new DamagedCheckpoint("%s: wanted the checksum %s, found %s".formatted(name, crc32c, found.crc32c));
        }
    }
}
