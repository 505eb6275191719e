package jointdit.spark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Executor processes of {@link ClusterForTests}, for tests that kill some. */
final class Executors {
    private Executors() {}

    static List<ProcessHandle> alive() {
        return ProcessHandle.current().descendants().filter(Executors::isOne).toList();
    }

    private static boolean isOne(ProcessHandle process) {
        try { // ProcessHandle tells the first 4 KB only, less than a class path
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), ISO_8859_1)
                    .contains("org.apache.spark.executor.CoarseGrainedExecutorBackend");
        } catch (IOException e) {
            return false; // gone
        }
    }

    /** Kills one with SIGKILL and returns once it is gone. */
    static void kill(Random random) throws Exception {
        var alive = alive();
        assertThat(alive).isNotEmpty();
        var victim = alive.get(random.nextInt(alive.size()));
        assertThat(victim.destroyForcibly()).isTrue();
        victim.onExit().get(10, TimeUnit.SECONDS);
    }
}
