package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jointdit.config.Configs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    private static final RunLock.Pace PACE = new RunLock.Pace(Duration.ofMillis(200), Duration.ofSeconds(2));

    @TempDir
    private Path folder;

    private final Storage storage = Storage.outsideSpark();

    private RunLock take(Runnable onLoss) {
        return RunLock.take(storage, folder.toString(), PACE, onLoss);
    }

    private void leave(RunLock.Holder holder) {
        storage.write(folder + "/run.lock", Configs.json(holder));
    }

    @Test
    void secondRunIsRefusedAndTheFirstGoesOn() {
        try (var first = take(() -> {})) {
            assertThatThrownBy(() -> take(() -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(
                            "found another run at work there, process "
                                    + ProcessHandle.current().pid(),
                            "set another train.out");
            assertThat(first.isLost()).isFalse();
        }
    }

    @Test
    void folderIsFreeAfterTheRun() {
        take(() -> {}).close();

        assertThat(folder.resolve("run.lock")).doesNotExist();
        take(() -> {}).close();
    }

    @Test
    void lockThatNobodyRenewsIsTakenOver() {
        leave(new RunLock.Holder("dead", "elsewhere", 1, 7));

        try (var lock = take(() -> {})) {
            assertThat(lock.isLost()).isFalse();
        }
    }

    @Test
    void lockOfAProcessOfThisMachineThatIsGoneIsTakenOverAtOnce() throws Exception {
        var process = new ProcessBuilder("true").start();
        process.waitFor();
        var here = RunLock.Holder.here();
        leave(new RunLock.Holder("dead", here.host(), process.pid(), 7));
        var start = System.nanoTime();

        take(() -> {}).close();

        assertThat(System.nanoTime() - start).isLessThan(PACE.limit().toNanos() / 2);
    }

    @Test
    void lockThatWasCutShortIsTakenOver() throws IOException {
        Files.writeString(folder.resolve("run.lock"), "{\"owner\":");

        take(() -> {}).close();
    }

    @Test
    void runThatLostItsFolderHearsOfIt() throws InterruptedException {
        var heard = new CountDownLatch(1);
        try (var lock = take(heard::countDown)) {
            leave(new RunLock.Holder("other", "elsewhere", 1, 1));

            assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(lock.isLost()).isTrue();
        }
        assertThat(folder.resolve("run.lock")).exists();
    }
}
