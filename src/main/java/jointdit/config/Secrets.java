package jointdit.config;

import java.util.regex.Pattern;

/** What must not be written anywhere: the values of keys that name a secret, and logins within addresses. */
public final class Secrets {
    /** What stands in the place of a secret. */
    public static final String HIDDEN = "*****";

    private static final String NAME =
            "(?:secret|password|passphrase|token|credential|(?:access|account|private)[.-]?key)";

    private static final Pattern KEY = Pattern.compile("(?i).*" + NAME + ".*");

    /** {@code name:secret@} behind the scheme of an address. */
    private static final Pattern LOGIN = Pattern.compile("(?<=://)[^/\\s@:]*:[^\\s@]*@(?=[A-Za-z0-9.\\[-])");

    /** {@code key=value} in a running text. */
    private static final Pattern PAIR = Pattern.compile("(?i)(" + NAME + "[\\w.-]*=)[^\\s,;]+");

    private Secrets() {}

    /** Whether a setting of this name holds a secret, as Spark judges it, and somewhat more. */
    public static boolean isSecret(String key) {
        return KEY.matcher(key).matches() && !key.endsWith("provider");
    }

    /** Whether a text has a login within an address. */
    public static boolean hasLogin(String text) {
        return LOGIN.matcher(text).find();
    }

    /** A text without its secrets. */
    public static String hide(String text) {
        return PAIR.matcher(LOGIN.matcher(text).replaceAll(HIDDEN + "@")).replaceAll("$1" + HIDDEN);
    }
}
