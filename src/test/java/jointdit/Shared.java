package jointdit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Reference files that lie beside the checkout on the workshop's machines and nowhere else. */
public final class Shared {
    private Shared() {}

    /** The file or folder, e.g. {@code clips-odd}; the calling test is skipped where it is absent. */
    public static Path path(String name) {
        var path = Path.of("..", "shared", name);
        assumeTrue(Files.exists(path), () -> "Skipped: " + path.toAbsolutePath().normalize() + " is absent");
        return path;
    }
}
