package jointdit.spark;

import static jointdit.config.Check.argument;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A zip, tar or gzipped tar, known by its first bytes.
 *
 * @param path where it lies
 * @param name what it is called in messages
 */
record ArchiveFile(Path path, String name) {
    private static final int HEAD = 512;

    /** Takes the files of an archive. */
    interface Visitor {
        /**
         * A file.
         *
         * @param path in the archive, with {@code /}
         * @param content its bytes, which need not be read
         */
        void file(String path, Content content) throws IOException;
    }

    /** What a file holds. */
    interface Content {
        /** All bytes, or the first {@code most}. */
        byte[] bytes(int most) throws IOException;
    }

    /**
     * Visits all plain files in their order.
     *
     * @throws IOException if the archive is broken
     * @throws IllegalArgumentException if it is none, or a path leads out of it
     */
    void each(Visitor visitor) throws IOException {
        var head = head();
        if (starts(head, 'P', 'K')) {
            zip(visitor);
        } else if (starts(head, 0x1f, 0x8b)) {
            try (var in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
                tar(in, visitor);
            }
        } else {
            argument(TarReader.starts(head), "Wanted a .zip, .tar or .tar.gz, found %s", name);
            try (var in = new BufferedInputStream(Files.newInputStream(path))) {
                tar(in, visitor);
            }
        }
    }

    private void zip(Visitor visitor) throws IOException {
        try (var zip = new ZipFile(path.toFile())) {
            for (var entry : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                var file = safe(entry.getName());
                visitor.file(file, most -> bytes(zip, entry, most));
            }
        }
    }

    private static byte[] bytes(ZipFile zip, ZipEntry entry, int most) throws IOException {
        try (var content = zip.getInputStream(entry)) {
            var bytes = content.readNBytes(most);
            var sum = new CRC32();
            sum.update(bytes);
            if (bytes.length < most && sum.getValue() != entry.getCrc()) {
                throw new IOException("wrong checksum");
            }
            return bytes;
        }
    }

    private void tar(InputStream in, Visitor visitor) throws IOException {
        var tar = new TarReader(in);
        for (var file = tar.next(); file.isPresent(); file = tar.next()) {
            visitor.file(safe(file.get()), tar::bytes);
        }
    }

    private String safe(String entry) {
        var file = entry.replace('\\', '/').replaceFirst("^(\\./)+", "");
        boolean inside = !file.startsWith("/") && Arrays.stream(file.split("/")).noneMatch(".."::equals);
        argument(inside, "Refused %s: its file %s would lie outside the folder", name, entry);
        return file;
    }

    private byte[] head() throws IOException {
        try (var in = Files.newInputStream(path)) {
            return in.readNBytes(HEAD);
        }
    }

    private static boolean starts(byte[] head, int first, int second) {
        return head.length > 1 && (head[0] & 255) == first && (head[1] & 255) == second;
    }
}
