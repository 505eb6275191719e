package jointdit.hub;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where networks come from and where they are kept, the {@code hub} block of a configuration file.
 *
 * @param endpoint address of the hub
 * @param token who asks, for repositories that are not open to all; else the file {@code token} in {@code home}
 * @param caches folder of the user's caches; {@code ~/} is the user's own folder, here and below
 * @param home folder of all that belongs to the hub
 * @param cache folder of the repositories, laid out as Python's huggingface_hub has it; else {@code home/hub}
 * @param offline whether only the cache is asked
 * @param parallel files fetched at a time, in [1, 64]
 * @param attempts tries in a row without a byte gained, at least 1
 * @param pause before the second try, twice as long before each further one
 * @param timeout longest silence of a server
 */
public record HubConfig(
        String endpoint,
        Optional<String> token,
        String caches,
        String home,
        Optional<String> cache,
        boolean offline,
        int parallel,
        int attempts,
        Duration pause,
        Duration timeout) {
    private static final int MOST_PARALLEL = 64;

    public HubConfig {
        endpoint = endpoint.replaceAll("/+$", "");
        argument(
                endpoint.matches("https?://[^\\s/?#]+[^\\s?#]*"),
                "endpoint must be an address such as https://huggingface.co, found %s",
                endpoint);
        argument(!home.isBlank(), "home must name a folder, found nothing");
        argument(
                1 <= parallel && parallel <= MOST_PARALLEL,
                "parallel must lie in [1, %d], found %d",
                MOST_PARALLEL,
                parallel);
        argument(timeout.toMillis() > 0, "timeout must be above 0, found %s", timeout);
        new Retries(attempts, pause);
    }

    /** The repositories that are here. */
    public HubCache hubCache() {
        return new HubCache(folder(cache.orElse(home + "/hub")));
    }

    Retries retries() {
        return new Retries(attempts, pause);
    }

    Http http() {
        return Http.of(secret().map(value -> new Token(value, URI.create(endpoint))), timeout);
    }

    /** All but the token. */
    @Override
    public String toString() {
        return "HubConfig[endpoint=%s, home=%s, cache=%s]".formatted(endpoint, home, cache);
    }

    private Optional<String> secret() {
        var file = folder(home).resolve("token");
        if (token.isPresent() || !Files.isRegularFile(file)) {
            return token.map(String::strip).filter(text -> !text.isEmpty());
        }
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static Path folder(String name) {
        return name.startsWith("~/") ? Path.of(System.getProperty("user.home"), name.substring(2)) : Path.of(name);
    }
}
