package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import jointdit.generate.TinyModel;
import jointdit.joint.DamagedCheckpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointStoreTest {
    @TempDir
    private Path folder;

    private CheckpointStore store;

    @BeforeEach
    void writeTwo() throws IOException {
        store = new CheckpointStore(Storage.outsideSpark(), folder.toString());
        var seven = TinyModel.checkpoint(step(7));
        Files.createDirectories(step(8));
        for (var name : seven.files()) {
            Files.copy(step(7).resolve(name), step(8).resolve(name));
        }
    }

    private Path step(int number) {
        return folder.resolve("checkpoints/step-00000" + number);
    }

    private Path last() {
        return store.last().orElseThrow().folder();
    }

    /** Overwrites a byte in the middle. */
    private static void flip(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            int old = bytes.read();
            bytes.seek(bytes.length() / 2);
            bytes.write(old ^ 1);
        }
    }

    private static void cut(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(bytes.length() / 2);
        }
    }

    @Test
    void wholeCheckpointIsTaken() {
        store.at(8);
        assertThat(last()).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"weights.safetensors", "average.safetensors", "optimiser.safetensors"})
    void changedByteIsFound(String name) throws IOException {
        flip(step(8).resolve(name));

        assertThatThrownBy(() -> store.at(8))
                .isInstanceOf(DamagedCheckpoint.class)
                .hasMessageContaining(name + ": wanted the checksum");
        assertThat(store.last()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"weights.safetensors", "optimiser.safetensors", "checkpoint.json"})
    void fileThatWasCutShortIsFoundWithoutReadingAll(String name) throws IOException {
        cut(step(8).resolve(name));

        assertThatThrownBy(() -> store.at(8)).isInstanceOf(DamagedCheckpoint.class);
        assertThat(store.lastInfo()).isPresent();
        assertThat(store.last()).isPresent();
    }

    @Test
    void fileThatIsMissingIsFound() throws IOException {
        Files.delete(step(8).resolve("average.safetensors"));

        assertThatThrownBy(() -> store.at(8)).hasMessageContaining("average.safetensors: wanted");
        assertThat(store.last()).isPresent();
    }

    @Test
    void damageEverywhereIsAnErrorAndNoNewStart() throws IOException {
        cut(step(7).resolve("weights.safetensors"));
        flip(step(8).resolve("weights.safetensors"));

        assertThatThrownBy(store::last)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("found damaged ones only", "step-000008: weights.safetensors", "step-000007");
    }
}
