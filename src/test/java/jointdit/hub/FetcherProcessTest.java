package jointdit.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetcherProcessTest {
    @TempDir
    private Path home;

    /** A process that fetches the model: {@code ENDPOINT HOME}. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            var fetcher = new Fetcher(new HubConfig(
                    args[0],
                    Optional.empty(),
                    args[1],
                    args[1],
                    Optional.empty(),
                    false,
                    2,
                    3,
                    Duration.ofMillis(5),
                    Duration.ofSeconds(20)));
            fetcher.run(List.of(fetcher.plan(new Repo("org/model", "main"), RepoFiles.all(Variant.FP16))), more -> {});
        }
    }

    @Test
    void twoProcessesFetchAFileOnce() throws Exception {
        var bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        try (var hub = new FakeHub().with("config.json", "{}").with("model.safetensors", bytes)) {
            var first = child(hub);
            var second = child(hub);

            assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(List.of(first.exitValue(), second.exitValue())).containsOnly(0);
            assertThat(hub.requests("store")).hasSize(1);
        }
        assertThat(home.resolve("hub/models--org--model/snapshots/c0ffee/model.safetensors"))
                .hasBinaryContent(bytes);
    }

    private Process child(FakeHub hub) throws Exception {
        var paths = Stream.of(Fetcher.class, Child.class, JsonParser.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-cp", paths, Child.class.getName(), hub.endpoint(), home.toString())
                .inheritIO()
                .start();
    }
}
