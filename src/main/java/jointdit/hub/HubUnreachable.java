package jointdit.hub;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The hub cannot be asked now; what is in the cache may do. */
final class HubUnreachable extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    HubUnreachable(String message, IOException cause) {
        super(message, cause);
    }
}
