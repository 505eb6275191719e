package jointdit.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over texts and arrays, in the order added. */
public final class Fingerprint {
    private final MessageDigest digest;

    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** SHA-256 of the bytes alone, as {@code sha256sum} prints it. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(new Fingerprint().digest.digest(bytes));
    }

    /** Adds a text; its length is hashed with it, so that neighbours do not run together. */
    public Fingerprint add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds bytes and their number. */
    public Fingerprint add(byte[] bytes) {
        digest.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
        digest.update(bytes);
        return this;
    }

    /** Adds the values of a basis. */
    Fingerprint add(PcaBasis basis) {
        return add(basis.mean()).add(basis.components()).add(basis.scale());
    }

    /** The hash so far as 64 hexadecimal digits; ends the use of this object. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private Fingerprint add(float[] values) {
        var bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asFloatBuffer().put(values);
        return add(bytes.array());
    }
}
