package jointdit.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import jointdit.hub.FakeHub.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebFileTest {
    private static final byte[] BYTES = "0123456789".repeat(20_000).getBytes(UTF_8);

    private final FakeHub server = new FakeHub().with("set.zip", BYTES);
    private final String address = server.endpoint() + "/org/model/resolve/" + FakeHub.COMMIT + "/set.zip";

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCutConnectionIsGoneOnWith() {
        server.fault("set.zip", Fault.DOWN, Fault.CUT);
        var file = WebFile.ask(address);
        var gained = new AtomicLong();

        assertThat(file.fetch(folder, gained::addAndGet)).hasBinaryContent(BYTES);
        assertThat(gained).hasValue(BYTES.length);
        assertThat(server.requests("GET")).last().asString().matches(".* bytes=\\d{5,6}-");
    }

    @Test
    void anEarlierRunIsGoneOnWith() throws IOException {
        var file = WebFile.ask(address);
        var path = file.fetch(folder, more -> {});
        Files.delete(path);
        Files.write(path.resolveSibling(path.getFileName() + ".incomplete"), Arrays.copyOf(BYTES, 50_000));

        assertThat(file.fetch(folder, more -> {})).hasBinaryContent(BYTES);
        assertThat(server.requests("GET")).last().asString().endsWith("bytes=50000-");
    }

    @Test
    void aFileThatIsThereIsNotFetchedAgain() {
        WebFile.ask(address).fetch(folder, more -> {});
        WebFile.ask(address).fetch(folder, more -> {});

        assertThat(server.requests("GET")).hasSize(1);
    }

    @Test
    void aFileThatIsNotThereIsNamedWithoutItsQuery() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebFile.ask(server.endpoint() + "/gone.zip?key=secret"))
                .withMessageContainingAll("gone.zip", "404")
                .withMessageNotContaining("secret");
    }
}
