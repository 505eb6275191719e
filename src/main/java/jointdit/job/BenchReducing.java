package jointdit.job;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import jointdit.reduce.RingBench;

/** The mean of gradients over two replicas of this machine, against a bare copy of one. */
record BenchReducing(int megabytes, int repeats) {
    private static final int VALUES_PER_MEGABYTE = (1 << 20) / Float.BYTES;

    /** One line: CPU time of both replicas, which other load does not change, and time on the wall. */
    List<String> lines() {
        try (var bench = new RingBench(megabytes * VALUES_PER_MEGABYTE)) {
            var copies = new ArrayList<Double>();
            var means = new ArrayList<Double>();
            var wall = new BenchClock(0, repeats)
                    .seconds(List.of(() -> copies.add(bench.copy()), () -> means.add(bench.mean())));
            return List.of(String.format(
                    ROOT,
                    "copy over the ring's mean    %8.2f  (%d MB in %.0f and %.0f ms; on the wall %.0f and %.0f)",
                    BenchClock.median(copies) / BenchClock.median(means),
                    megabytes,
                    BenchClock.median(copies) * 1e3,
                    BenchClock.median(means) * 1e3,
                    wall.get(0) * 1e3,
                    wall.get(1) * 1e3));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close connections of this machine", e);
        }
    }
}
