package jointdit.tensor;

import static com.sun.jna.NativeLibrary.getProcess;

import com.sun.jna.Platform;
import java.util.Map;

/**
 * The C library's memory, from which results of operations are taken. On its own, glibc returns every block of over 32
 * MB to the system when it is freed, and the system clears the next one page by page: half the time of a network over
 * large pictures. Here it keeps up to 2 GB of freed memory for the next operation.
 */
final class Allocator {
    // names and numbers are those of malloc.h
    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_TOP_PAD = -2;
    private static final int M_MMAP_MAX = -4;
    /** Over the 64 MB pieces that glibc gives each thread, so that it keeps empty ones too. */
    private static final int TOP_PAD = 256 << 20;

    private Allocator() {}

    /** For the whole process; without effect elsewhere than on Linux. */
    static void keepFreedMemory() {
        if (Platform.isLinux()) {
            Map.of(M_MMAP_MAX, 0, M_TRIM_THRESHOLD, Integer.MAX_VALUE, M_TOP_PAD, TOP_PAD)
                    .forEach(Allocator::set);
        }
    }

    private static void set(int option, int value) {
        var accepted = getProcess().getFunction("mallopt").invokeInt(new Object[] {option, value});
        if (accepted == 0) {
            throw new IllegalStateException("The C library refuses mallopt(%d, %d)".formatted(option, value));
        }
    }
}
