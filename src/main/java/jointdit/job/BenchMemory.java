package jointdit.job;

import static java.util.Locale.ROOT;

import jointdit.spark.ProcessMemory;

/**
 * Whether memory grows from call to call.
 *
 * @param calls of each work; the first tenth warms up
 */
record BenchMemory(int calls) {
    /** One line. */
    String line(String name, BenchWork work) {
        repeat(work, calls / 10);
        var before = ProcessMemory.resident();
        repeat(work, calls - calls / 10);
        var after = ProcessMemory.resident();
        if (after.isEmpty()) {
            return "memory of the %-14s not measured: only Linux tells".formatted(name);
        }
        return String.format(
                ROOT,
                "memory of the %-14s %8.2f  (resident after %d calls over that after %d, flat: at most 1.05; %.2f GB)",
                name,
                after.getAsLong() / (double) before.getAsLong(),
                calls,
                calls / 10,
                after.getAsLong() * 1e-9);
    }

    private static void repeat(BenchWork work, int times) {
        for (var i = 0; i < times; i++) {
            work.run();
        }
    }
}
