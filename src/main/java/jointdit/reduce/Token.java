package jointdit.reduce;

import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that the ranks of one ring share: who does not know it is not let in.
 *
 * @param secret 64 hexadecimal digits
 */
public record Token(String secret) implements Serializable {
    private static final String HASH = "HmacSHA256";

    /** Bytes of a signature and of a nonce. */
    static final int BYTES = 32;

    /** A new secret. */
    public static Token random() {
        return new Token(HexFormat.of().formatHex(nonce()));
    }

    /** Bytes that nobody can foresee. */
    static byte[] nonce() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Signature of the parts, one after the other. */
    byte[] sign(byte[]... parts) {
        try {
            var mac = Mac.getInstance(HASH);
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(secret), HASH));
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + HASH, e);
        }
    }

    /** Whether {@code signature} is that of the parts, found in a time that says nothing. */
    boolean signed(byte[] signature, byte[]... parts) {
        return MessageDigest.isEqual(signature, sign(parts));
    }

    /** Without the secret, for logs. */
    @Override
    public String toString() {
        return "Token[secret]";
    }
}
