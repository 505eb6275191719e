package jointdit.hub;

import static jointdit.config.Check.argument;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Who asks. It goes to the hub it is for and to no other host, and into no message.
 *
 * @param value the secret, printable ASCII
 * @param hub address whose scheme, host and port may see it
 */
record Token(String value, URI hub) {
    Token {
        argument(value.matches("[!-~]+"), "The token must be one word of printable ASCII; look at HF_TOKEN");
    }

    /** The header for a request, if its target may see it. */
    Optional<String> authorization(URI target) {
        return sameOrigin(hub, target) ? Optional.of("Bearer " + value) : Optional.empty();
    }

    static boolean sameOrigin(URI one, URI other) {
        return Objects.equals(one.getScheme(), other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    @Override
    public String toString() {
        return "a token for " + hub.getHost();
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equals("https") ? 443 : 80;
    }
}
