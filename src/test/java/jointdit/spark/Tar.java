package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tar of this machine; a test is skipped where there is none. */
final class Tar {
    private Tar() {}

    /**
     * An archive of files of a folder, in their order, in a format such as {@code gnu}, {@code ustar}, {@code posix}.
     */
    static byte[] bytes(Path root, String format, List<String> files) {
        var words = new ArrayList<>(List.of("tar", "--format=" + format, "-C", root.toString(), "-cf", "-"));
        words.addAll(files);
        try {
            var process = new ProcessBuilder(words).start();
            var bytes = process.getInputStream().readAllBytes();
            assertThat(process.waitFor()).isZero();
            return bytes;
        } catch (IOException e) {
            return abort("Skipped: cannot run tar: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
