package jointdit.job;

import static java.util.Locale.ROOT;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What this machine offers.
 *
 * @param environment variables by name
 */
record Machine(Map<String, String> environment) {
    private static final Pattern BFLOAT16 = Pattern.compile("\\b(avx512_bf16|amx_bf16|bf16)\\b");
    private static final double GIGABYTE = 1 << 30;

    Finding java() {
        var found = Runtime.version() + ", " + System.getProperty("java.home");
        return Finding.of(Runtime.version().feature() >= 17, "Java", found, "install a JDK 17 and set JAVA_HOME");
    }

    Finding memory() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double heap = Runtime.getRuntime().maxMemory() / GIGABYTE;
        var found =
                String.format(ROOT, "%.1f GB in all, %.1f GB for Java", system.getTotalMemorySize() / GIGABYTE, heap);
        return Finding.of(heap >= 0.9, "Memory", found, "give Java 1 GB or more with JOINTDIT_HEAP=2g");
    }

    Finding cores() {
        int cores = Runtime.getRuntime().availableProcessors();
        var threads = environment.getOrDefault("OMP_NUM_THREADS", "not set");
        boolean fine = !threads.matches("\\d+") || Integer.parseInt(threads) <= cores;
        var found = "%d, OMP_NUM_THREADS %s".formatted(cores, threads);
        return Finding.of(fine, "Cores", found, "more threads than cores cost several times the speed");
    }

    /** Whether its cores multiply in bfloat16 by themselves, as far as Linux tells. */
    boolean hasBfloat16() {
        var file = Path.of("/proc/cpuinfo");
        try {
            return Files.exists(file)
                    && BFLOAT16.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    Finding temporaryFolder() {
        var folder = Path.of(System.getProperty("java.io.tmpdir"));
        return folder("Temp folder", folder, "set JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER");
    }

    /** Where DJL unpacks libtorch. */
    Finding libtorchCache() {
        var folder = variable("ENGINE_CACHE_DIR").or(() -> variable("DJL_CACHE_DIR"));
        return folder("DJL cache", folder.orElseGet(() -> home(".djl.ai")), "set DJL_CACHE_DIR to a folder");
    }

    /** Where JavaCV unpacks FFmpeg. */
    Finding ffmpegCache() {
        var set = Optional.ofNullable(System.getProperty("org.bytedeco.javacpp.cachedir"));
        var folder = set.map(Path::of).orElseGet(() -> home(".javacpp"));
        return folder("FFmpeg cache", folder, "set JAVA_TOOL_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=FOLDER");
    }

    /** Whether a folder can be written to, or made; it is not made. */
    static Finding folder(String name, Path folder, String wayOut) {
        try {
            var there = existing(folder.toAbsolutePath());
            Files.delete(Files.createTempFile(there, "jointdit", null));
            double free = Files.getFileStore(there).getUsableSpace() / GIGABYTE;
            var found = String.format(ROOT, "%s, %.0f GB free", folder, free);
            return Finding.of(free >= 1, name, found, "wanted 1 GB: make room, or " + wayOut);
        } catch (IOException e) {
            return Finding.of(false, name, "cannot write to " + folder, wayOut + " that can be written to");
        }
    }

    /** The folder, or the nearest one above it that there is. */
    private static Path existing(Path folder) {
        return Files.exists(folder) || folder.getParent() == null ? folder : existing(folder.getParent());
    }

    private Optional<Path> variable(String name) {
        return Optional.ofNullable(environment.get(name)).map(Path::of);
    }

    private static Path home(String name) {
        return Path.of(System.getProperty("user.home"), name);
    }
}
