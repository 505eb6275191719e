package jointdit.job;

import static java.util.Locale.ROOT;

import jointdit.spark.ProcessMemory;

/** Time and memory of a trial. */
final class SmokeWatch {
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
        var most = ProcessMemory.most();
        return most.isPresent()
                ? String.format(ROOT, "at most %.1f GB of memory", most.getAsLong() * 1e-9)
                : "memory unknown";
    }
}
