package jointdit.spark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives of files, by their names in it. */
final class Archives {
    private Archives() {}

    /** Writes a zip, a tar or a packed tar, as the ending of {@code target} says. */
    static Path write(Path target, Map<String, byte[]> files) throws IOException {
        var name = target.getFileName().toString();
        var bytes = name.endsWith("zip") ? zip(files) : tar(target.resolveSibling(name + ".files"), files);
        return Files.write(target, name.endsWith("gz") ? packed(bytes) : bytes);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** By the tar of this machine, with all files in a folder. */
    private static byte[] tar(Path root, Map<String, byte[]> files) throws IOException {
        for (var file : files.entrySet()) {
            var path = root.resolve("AVSync15").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return Tar.bytes(
                root, "gnu", files.keySet().stream().map("AVSync15/"::concat).toList());
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }
}
