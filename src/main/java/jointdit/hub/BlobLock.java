package jointdit.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Lets one thread of one process at a time work on a blob. */
final class BlobLock {
    private static final long POLL_MILLIS = 100;

    private BlobLock() {}

    /** What is done under the lock. */
    interface Work {
        void run() throws IOException;
    }

    /** Waits for the lock that {@code file} stands for, and works. */
    static void hold(Path file, Work work) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (taken(channel).isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            work.run();
        }
    }

    private static Optional<FileLock> taken(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) { // another thread of this process has it
            return Optional.empty();
        }
    }
}
