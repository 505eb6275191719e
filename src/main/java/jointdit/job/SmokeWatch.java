package jointdit.job;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Time and memory of a trial. */
final class SmokeWatch {
    private static final Path STATUS = Path.of("/proc/self/status");

    private long start = System.nanoTime();

    /** Time since the last lap. */
    String lap() {
        var now = System.nanoTime();
        var seconds = (now - start) * 1e-9;
        start = now;
        return String.format(ROOT, "%.1f s", seconds);
    }

    /** The most memory that this process has had, where Linux tells. */
    static String memory() {
        if (!Files.exists(STATUS)) {
            return "memory unknown";
        }
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024e-9)
                    .map(gigabytes -> String.format(ROOT, "at most %.1f GB of memory", gigabytes))
                    .orElse("memory unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + STATUS, e);
        }
    }
}
