package jointdit.hub;

import static jointdit.config.Check.argument;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes a stream that has been silent for too long, so that a dead connection is an error and no endless wait. */
final class StallGuard implements AutoCloseable {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "stalled downloads");
        thread.setDaemon(true);
        return thread;
    });

    private final InputStream stream;
    private final Duration longest;
    private final Future<?> watch;
    private volatile long heard = System.nanoTime();
    private volatile boolean stalled;

    StallGuard(InputStream stream, Duration longest) {
        this.stream = stream;
        this.longest = longest;
        long period = Math.max(1, longest.toNanos() / 4);
        watch = CLOCK.scheduleWithFixedDelay(this::look, period, period, TimeUnit.NANOSECONDS);
    }

    /** Reads as {@link InputStream#read(byte[])}. */
    int read(byte[] buffer) throws IOException {
        try {
            int read = stream.read(buffer);
            heard = System.nanoTime();
            return read;
        } catch (IOException e) {
            throw stalled ? new IOException("nothing came for %d s".formatted(longest.toSeconds()), e) : e;
        }
    }

    /** All bytes, of which there may not be more than {@code most}. */
    byte[] readAtMost(int most) throws IOException {
        var all = new ByteArrayOutputStream();
        var buffer = new byte[1 << 16];
        for (int read = read(buffer); read >= 0; read = read(buffer)) {
            all.write(buffer, 0, read);
            argument(all.size() <= most, "Wanted an answer of at most %d bytes, found more", most);
        }
        return all.toByteArray();
    }

    @Override
    public void close() {
        watch.cancel(false);
    }

    private void look() {
        if (System.nanoTime() - heard > longest.toNanos()) {
            stalled = true;
            try {
                stream.close();
            } catch (IOException e) {
                stalled = true; // the reader hears of it
            }
        }
    }
}
