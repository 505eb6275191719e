package jointdit.spark;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import jointdit.tensor.Device;

/**
 * Networks of this JVM at work at a time: one on a GPU, and on the CPU as many as have processors, each of which takes
 * {@code OMP_NUM_THREADS}. The other tasks read and write meanwhile.
 */
final class Turns {
    private static final Map<Device, Semaphore> FREE = new ConcurrentHashMap<>();

    private Turns() {}

    /** Does {@code work} when it is its turn. */
    static <T> T take(Device device, Supplier<T> work) {
        var free = FREE.computeIfAbsent(device, d -> new Semaphore(d.equals(Device.cpu()) ? onCpu() : 1, true));
        free.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            free.release();
        }
    }

    private static int onCpu() {
        var processors = Runtime.getRuntime().availableProcessors();
        int threads = Optional.ofNullable(System.getenv("OMP_NUM_THREADS"))
                .filter(text -> text.matches("[1-9]\\d{0,3}"))
                .map(Integer::valueOf)
                .orElse(processors);
        return Math.max(1, processors / threads);
    }
}
