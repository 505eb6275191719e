package jointdit.reduce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jointdit.config.Check;
import org.slf4j.Logger;

/**
 * A rank in a process of its own: prints its address, reads all addresses, and takes the mean until it or the ring
 * ends.
 */
final class RingProcess {
    private RingProcess() {}

    static Process start(int rank) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java, "-Xmx128m", "-cp", classPath(), RingProcess.class.getName(), String.valueOf(rank))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Where the classes that it needs came from, whatever started the tests. */
    private static String classPath() {
        return Stream.of(Ring.class, Rings.class, Check.class, Logger.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    public static void main(String[] args) throws IOException {
        var rank = Integer.parseInt(args[0]);
        try (var door = Door.open(Rings.HOST)) {
            System.out.println(door.address(Rings.HOST));
            var line = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
            try (var ring = door.join(Rings.seat(rank, List.of(line.split(" ")), () -> false))) {
                while (true) {
                    ring.mean(Rings.values(rank, 500_000));
                }
            }
        }
    }
}
