package jointdit.hub;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * A file on its way from the web to the disk.
 *
 * @param http how it comes
 * @param uri where it lies
 * @param part where what has come so far lies; a part that is there already is gone on with
 * @param size bytes of the whole, -1 if unknown
 * @param progress hears of bytes gained, and of bytes lost when a server makes us start over
 */
record Download(Http http, URI uri, Path part, long size, LongConsumer progress) {
    private static final int BUFFER = 1 << 16;

    /** Tries until all has come. */
    void run(String what, Retries retries) {
        progress.accept(have());
        retries.run(
                what,
                () -> {
                    attempt();
                    return true;
                },
                this::have);
    }

    private void attempt() throws IOException, InterruptedException {
        long have = have();
        if (size >= 0 && have == size && Files.exists(part)) {
            return;
        }
        if (size >= 0 && have > size) {
            startOver();
            have = 0;
        }
        var range = have > 0 ? Map.of("Range", "bytes=" + have + "-") : Map.<String, String>of();
        try (var reply = http.get(uri, range)) {
            take(reply, have);
        }
    }

    private void take(Reply reply, long have) throws IOException {
        if (reply.status() == 416 && have > 0) {
            startOver();
            throw new IOException(uri.getHost() + " has no bytes from " + have);
        }
        if (reply.status() != 200 && reply.status() != 206) {
            throw new Refused(reply);
        }
        var length = reply.wholeLength();
        if (size >= 0 && length.isPresent() && length.get() != size) {
            throw new WrongBytes("Wanted %d bytes as the hub lists them, found %d".formatted(size, length.get()));
        }
        if (reply.status() == 200) {
            startOver();
        } else if (!reply.header("Content-Range").orElse("").startsWith("bytes " + have + "-")) {
            startOver();
            throw new IOException(uri.getHost() + " sent another part than was asked for");
        }
        copy(reply);
        if (size >= 0 && have() < size) {
            throw new IOException("it broke off after %d of %d bytes".formatted(have(), size));
        }
    }

    private void copy(Reply reply) throws IOException {
        try (var guard = new StallGuard(reply.body(), http.timeout());
                var out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var buffer = new byte[BUFFER];
            long total = have();
            for (int read = guard.read(buffer); read >= 0; read = guard.read(buffer)) {
                total += read;
                if (size >= 0 && total > size) {
                    throw new WrongBytes("Wanted %d bytes as the hub lists them, found more".formatted(size));
                }
                write(out, buffer, read);
                progress.accept(read);
            }
        }
    }

    /** A disk that fails is no reason to try again. */
    private void write(OutputStream out, byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + part + ": " + e.getMessage(), e);
        }
    }

    private void startOver() throws IOException {
        progress.accept(-have());
        Files.deleteIfExists(part);
    }

    private long have() {
        return part.toFile().length();
    }
}
