package jointdit.ui;

import static jointdit.config.Check.argument;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.config.Bytes;
import jointdit.config.Records;

/**
 * Settings of the page, the {@code ui} block of a configuration file.
 *
 * @param host address to listen at; one that others can reach needs a token
 * @param port to listen at, 0 for any that is free
 * @param token that requests must show; without one, those of this machine need none
 * @param names further names under which the page is reached, such as that of a proxy
 * @param out local folder of the runs
 * @param models folders in which models are looked for
 * @param queue most runs that wait
 * @param previewEvery steps from one preview to the next, at least 1
 * @param limits of what a request may ask for
 */
public record UiConfig(
        String host,
        int port,
        Optional<String> token,
        List<String> names,
        String out,
        List<String> models,
        int queue,
        int previewEvery,
        Limits limits) {
    /**
     * Bounds of what a request may ask for.
     *
     * @param pictureBytes of an uploaded file
     * @param picturePixels of the picture in it
     * @param steps of a run
     * @param seconds of a clip
     * @param promptLength characters of a prompt
     * @param patience how long a client may take to send a request, or let an answer wait
     */
    public record Limits(
            Bytes pictureBytes, int picturePixels, int steps, double seconds, int promptLength, Duration patience) {
        public Limits {
            argument(pictureBytes.count() >= 1, "picture-bytes must be at least 1, found %s", pictureBytes);
            argument(picturePixels >= 1, "picture-pixels must be at least 1, found %d", picturePixels);
            argument(1 <= steps && steps <= 10_000, "steps must lie in [1, 10000], found %d", steps);
            argument(seconds > 0, "seconds must be above 0, found %s", seconds);
            argument(promptLength >= 1, "prompt-length must be at least 1, found %d", promptLength);
            argument(patience.toMillis() >= 1, "patience must be at least 1ms, found %s", patience);
        }
    }

    private static final int SHORTEST_TOKEN = 16;

    public UiConfig {
        names = List.copyOf(names);
        models = List.copyOf(models);
        argument(0 <= port && port <= 65_535, "port must lie in [0, 65535], found %d", port);
        argument(!out.isBlank() && !out.contains("://"), "out must name a folder of this machine, found \"%s\"", out);
        argument(queue >= 1, "queue must be at least 1, found %d", queue);
        argument(previewEvery >= 1, "preview-every must be at least 1, found %d", previewEvery);
        token.ifPresent(secret -> argument(
                secret.matches("[A-Za-z0-9_-]{%d,}".formatted(SHORTEST_TOKEN)),
                "token must have at least %d letters, digits, - or _, found %d characters",
                SHORTEST_TOKEN,
                secret.length()));
    }

    /** The same with a new token, if others can reach the host and there is none. */
    public UiConfig guarded() {
        return isGuarded() ? this : Records.with(this, Map.of("token", Optional.of(Ids.next() + Ids.next())));
    }

    /** Whether nobody gets in who should not. */
    boolean isGuarded() {
        return token.isPresent() || isLoopback();
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Wanted an address of this machine in host, found " + host, e);
        }
    }

    /** Where the runs are. */
    Path folder() {
        return Path.of(out).toAbsolutePath().normalize();
    }
}
