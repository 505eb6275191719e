package jointdit.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * A file of the web as it is now.
 *
 * @param uri where it lies, http or https
 * @param size bytes, -1 if the server does not say
 * @param etag its identity, empty if the server does not say
 */
public record WebFile(URI uri, long size, String etag) {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Retries RETRIES = new Retries(6, Duration.ofSeconds(1));

    /** Whether the address is one of the web. */
    public static boolean isWeb(String address) {
        return address.matches("(?i)https?://.+");
    }

    /**
     * Asks the server for it.
     *
     * @throws IllegalArgumentException if it is not there
     * @throws UncheckedIOException if the server cannot be reached
     */
    public static WebFile ask(String address) {
        argument(isWeb(address), "Wanted an address of the web, found %s", address);
        var uri = URI.create(address);
        var reply = RETRIES.run("reach " + shown(uri), () -> http().head(uri), () -> 0);
        argument(reply.status() != 404 && reply.status() != 410, "Cannot find %s (%d)", shown(uri), reply.status());
        boolean told = reply.status() == 200; // some servers know no HEAD, some addresses are signed for GET
        return new WebFile(uri, told ? reply.wholeLength().orElse(-1L) : -1, told ? reply.etag() : "");
    }

    /**
     * Brings it into a local folder, going on with what an earlier run left there of the same size and identity.
     *
     * @param progress hears of bytes gained, negative for bytes lost again
     * @return the file
     * @throws UncheckedIOException if it breaks again and again, or cannot be written
     */
    public Path fetch(Path folder, LongConsumer progress) {
        var file = folder.resolve(name());
        if (Files.exists(file)) {
            progress.accept(file.toFile().length());
            return file;
        }
        var part = file.resolveSibling(file.getFileName() + (isKnown() ? "" : "." + UUID.randomUUID()) + ".incomplete");
        try {
            Files.createDirectories(folder);
            new Download(http(), uri, part, size, progress).run("fetch " + shown(uri), RETRIES);
            return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (Refused e) {
            throw new IllegalArgumentException("Cannot fetch %s (%d)".formatted(shown(uri), e.status()), e);
        } catch (WrongBytes e) {
            throw new IllegalStateException("Cannot fetch %s: %s".formatted(shown(uri), e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + part + ": " + e.getMessage(), e);
        }
    }

    /** Equal for the same bytes only, as far as the server lets us know. */
    private String name() {
        var identity = uri + "\n" + etag + "\n" + size + (isKnown() ? "" : UUID.randomUUID());
        return UUID.nameUUIDFromBytes(identity.getBytes(UTF_8)).toString();
    }

    private boolean isKnown() {
        return size >= 0 && !etag.isEmpty();
    }

    /** Without the query, which may hold a secret. */
    private static String shown(URI uri) {
        return uri.toString().replaceFirst("[?#].*", "");
    }

    private static Http http() {
        return Http.of(Optional.empty(), TIMEOUT);
    }
}
