package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import jointdit.generate.TinyModel;
import jointdit.joint.Checkpoint;
import jointdit.spark.FoundModel.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelShelfTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        TinyRun.writeTrained(folder);
        var file = folder.resolve("model/checkpoints/step-000007").resolve(Checkpoint.INFO);
        TinyRun.export(folder, folder.resolve("deep/er/exported"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T00:00:00Z")));
        Files.setLastModifiedTime(
                folder.resolve("deep/er/exported").resolve(Checkpoint.EXPORTED_AVERAGE),
                FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    }

    @Test
    void modelsAreListedNewestFirstAndTheShippedOneLast() {
        var models = models(folder);

        assertThat(models).extracting(FoundModel::kind).containsExactly(Kind.RUN, Kind.EXPORT, Kind.SHIPPED);
        assertThat(models).extracting(FoundModel::step).startsWith(7, 7);
        assertThat(models.get(0).name()).endsWith("/model");
        assertThat(models.get(0).madeAt()).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(models.get(0).id())
                .matches("[0-9a-f]{16}")
                .isNotEqualTo(models.get(1).id());
    }

    @Test
    void aModelSaysWhatItsClipsAreLike() {
        var clip = models(folder).get(0).clip();

        assertThat(clip.seconds()).isEqualTo(TinyModel.SHAPE.seconds());
        assertThat(clip.width()).isEqualTo(TinyModel.CODEC.config().width());
        assertThat(models(folder).get(0).folder()).contains("file:" + folder + "/model");
    }

    @Test
    void latentsAreKnownWhereThereIsATable() throws IOException {
        assertThat(models(folder).get(0).latents()).isEmpty();

        Files.createDirectories(folder.resolve("latents/latents"));

        assertThat(models(folder).get(0).latents()).contains("file:" + folder + "/latents");
    }

    @Test
    void runsWithoutTheirCodecAreLeftOut() throws IOException {
        Files.delete(folder.resolve("latents/codec/codec.json"));

        assertThat(models(folder)).extracting(FoundModel::kind).containsExactly(Kind.EXPORT, Kind.SHIPPED);
    }

    @Test
    void foldersThatAreNotThereHoldNoModels() {
        assertThat(models(folder.resolve("nothing"))).extracting(FoundModel::id).containsExactly("shipped");
    }

    private static List<FoundModel> models(Path folder) {
        return new ModelShelf(Storage.outsideSpark(), List.of(folder.toString())).models();
    }
}
