package jointdit.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What the identity of a file at the hub says of its bytes: SHA-256 of a large one, Git's SHA-1 of a small one. */
final class Checksum {
    private static final int BUFFER = 1 << 20;

    private Checksum() {}

    /** Whether the file is the one of this identity; true where the identity is no checksum. */
    static boolean matches(String etag, Path file) throws IOException {
        return switch (etag.matches("[0-9a-f]+") ? etag.length() : 0) {
            case 64 -> etag.equals(hex(digest("SHA-256"), file));
            case 40 -> etag.equals(hex(gitBlob(Files.size(file)), file));
            default -> true;
        };
    }

    private static MessageDigest gitBlob(long size) {
        var digest = digest("SHA-1");
        digest.update(("blob " + size + "\0").getBytes(US_ASCII));
        return digest;
    }

    private static String hex(MessageDigest digest, Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java lacks " + name, e);
        }
    }
}
