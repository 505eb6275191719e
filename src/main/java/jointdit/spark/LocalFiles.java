package jointdit.spark;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import jointdit.hub.WebFile;
import jointdit.spark.Progress.Screen;

/** Files of any address on the local disk, each brought once. */
final class LocalFiles {
    private static final long MEGABYTE = 1_000_000;

    private final Storage storage;
    private final Screen screen;
    private final Map<String, Path> copies = new HashMap<>();

    LocalFiles(Storage storage, Screen screen) {
        this.storage = storage;
        this.screen = screen;
    }

    /**
     * Where the file lies; one from the web is gone on with where an earlier run broke off.
     *
     * @param address http, https or any Hadoop file system
     * @throws IllegalArgumentException if it is not there
     */
    Path of(String address) {
        if (WebFile.isWeb(address)) {
            return copies.computeIfAbsent(address, a -> fetched(WebFile.ask(a)));
        }
        var uri = storage.qualified(address);
        argument(storage.file(uri).isPresent() && !storage.isFolder(uri), "Cannot find the file %s", uri);
        return uri.startsWith("file:")
                ? Path.of(uri.substring("file:".length()))
                : copies.computeIfAbsent(uri, this::copied);
    }

    /** Removes the copies. */
    void remove() {
        for (var copy : copies.values()) {
            try {
                Files.deleteIfExists(copy);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot remove " + copy, e);
            }
        }
        copies.clear();
    }

    private Path fetched(WebFile file) {
        var folder =
                Path.of(System.getProperty("java.io.tmpdir"), "jointdit-downloads-" + System.getProperty("user.name"));
        var done = new AtomicLong();
        var title = "Fetch from %s, MB".formatted(file.uri().getHost());
        try (var progress = new Progress(screen, title, megabytes(Math.max(0, file.size())))) {
            return file.fetch(folder, more -> {
                long reached = done.addAndGet(more);
                progress.reach(reached == file.size() ? megabytes(reached) : reached / MEGABYTE);
            });
        }
    }

    private Path copied(String uri) {
        try (var in = storage.open(uri)) {
            var file = Files.createTempFile("jointdit-", ".copy");
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + uri + ": " + e.getMessage(), e);
        }
    }

    private static long megabytes(long bytes) {
        return (bytes + MEGABYTE - 1) / MEGABYTE;
    }
}
