package jointdit.ui;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** Names that nobody can guess, and that are safe as names of files. */
final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

    private Ids() {}

    /** A new one, of 128 random bits. */
    static String next() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether a text may be one of ours. */
    static boolean isOne(String text) {
        return ID.matcher(text).matches();
    }

    /** A seed that JavaScript can hold. */
    static long seed() {
        return RANDOM.nextLong() >>> 32;
    }
}
