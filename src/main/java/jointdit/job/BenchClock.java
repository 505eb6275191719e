package jointdit.job;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Medians of repeated work. With one thread it is the thread's CPU time, which other load on the machine does not
 * change; with more it is the time on the wall.
 *
 * @param threads that a network may use
 * @param repeats times each work is done
 */
record BenchClock(int threads, int repeats) {
    /** As {@code OMP_NUM_THREADS} says. */
    static BenchClock of(Map<String, String> environment, int repeats) {
        var threads = environment.get("OMP_NUM_THREADS");
        var cores = Runtime.getRuntime().availableProcessors();
        return new BenchClock(threads == null || threads.isBlank() ? cores : Integer.parseInt(threads), repeats);
    }

    /** Seconds of each work, done in turns so that noise hits all alike; one more turn before them warms up. */
    List<Double> seconds(List<Runnable> works) {
        var times = new ArrayList<List<Double>>();
        works.forEach(work -> times.add(new ArrayList<>()));
        for (var turn = 0; turn <= repeats; turn++) {
            for (var i = 0; i < works.size(); i++) {
                var start = now();
                works.get(i).run();
                if (turn > 0) {
                    times.get(i).add((now() - start) * 1e-9);
                }
            }
        }
        return times.stream().map(BenchClock::median).toList();
    }

    /** Speed of each work, timed as {@link #seconds}. */
    List<BenchSpeed> speeds(List<? extends BenchWork> works) {
        var seconds = seconds(List.copyOf(works));
        return IntStream.range(0, works.size())
                .mapToObj(i -> BenchSpeed.of(works.get(i), seconds.get(i)))
                .toList();
    }

    private long now() {
        return threads == 1 ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() : System.nanoTime();
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
