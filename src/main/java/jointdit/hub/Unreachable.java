package jointdit.hub;

import java.io.IOException;

/** No connection to a host at all. */
final class Unreachable extends IOException {
    private static final long serialVersionUID = 1;

    Unreachable(String host, Throwable cause) {
        super("no connection to " + host, cause);
    }
}
