package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jointdit.config.Configs;
import jointdit.config.Records;
import jointdit.generate.TinyModel;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
import jointdit.tensor.Device;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JointSourceTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        TinyRun.write(folder);
        TinyRun.export(folder, folder.resolve("exported"));
    }

    @Test
    void anExportedFolderHasWeightsAndCodec() {
        var source = source("model = \"%s/exported\", latents = null".formatted(folder));

        var found = source.last();
        assertThat(source.name()).isEqualTo(folder + "/exported");
        assertThat(source.codec(found.info()).fingerprint()).isEqualTo(TinyModel.CODEC.fingerprint());
        assertThat(source.ofThen(7, JointSource.fingerprint(found))).isEqualTo(found);
        try (var weights = found.sampling(Device.cpu());
                var wanted = TinyModel.weights()) {
            assertThat(weights.floats("video.embedder.weight")).isEqualTo(wanted.floats("video.embedder.weight"));
        }
    }

    @Test
    void anExportedFolderMayLieElsewhereAndIsCopiedOnce() {
        var source = source("model = \"viewfs://other/models/exported\", latents = null");

        assertThat(source.last().folder()).isEqualTo(source.last().folder()).isNotEqualTo(folder.resolve("exported"));
        assertThat(source.codec(source.last().info()).fingerprint()).isEqualTo(TinyModel.CODEC.fingerprint());
    }

    @Test
    void aChangedFolderIsNoticed() {
        var source = source("model = \"%s/exported\"".formatted(folder));

        assertThatIllegalStateException()
                .isThrownBy(() -> source.ofThen(7, "another"))
                .withMessageEndingWith("was changed while clips were made; run again");
    }

    @Test
    void aRunSaysWhereItsLatentsAre() throws IOException {
        var source = source("latents = null");
        var info = source.last().info();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.codec(info))
                .withMessageStartingWith("Wanted the latents that %s/model was trained on, found none", folder);
        assertThat(source.codec(trainedOn(info, "latents")).fingerprint()).isEqualTo(TinyModel.CODEC.fingerprint());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source.codec(trainedOn(info, "gone")))
                .withMessageEndingWith("name latents=FOLDER if the latents are elsewhere now");
    }

    private CheckpointInfo trainedOn(CheckpointInfo info, String latents) {
        var train = Configs.changed(
                new TinyTraining(folder).config("run"), "latents = \"%s/%s\"".formatted(folder, latents));
        return Records.with(info, Map.of("settings", Configs.json(train)));
    }

    @Test
    void theShippedModelIsUnpackedOnce() throws IOException {
        var resources = folder.resolve("resources");
        TinyRun.export(folder, resources.resolve("jointdit/model"));
        Files.writeString(resources.resolve("jointdit/model/README.md"), "card");
        try (var loader = new URLClassLoader(new URL[] {resources.toUri().toURL()}, null)) {
            var shipped = new ShippedModel(loader);

            assertThat(shipped.info()).map(CheckpointInfo::step).contains(7);
            assertThat(shipped.folder()).isEqualTo(shipped.folder());
            assertThat(Checkpoint.exported(shipped.folder()).info().codec()).isEqualTo(TinyModel.CODEC.fingerprint());
            assertThat(List.of("README.md", "codec/codec.json"))
                    .allMatch(name -> Files.exists(shipped.folder().resolve(name)));
        }
    }

    @Test
    void aJarWithoutAModelSaysWhatToDo() throws IOException {
        try (var loader = new URLClassLoader(new URL[0], null)) {
            var none = new ShippedModel(loader);

            assertThat(none.info()).isEmpty();
            assertThatIllegalArgumentException()
                    .isThrownBy(none::folder)
                    .withMessageStartingWith("Wanted the model that comes with the program, found none in this jar");
        }
    }

    @Test
    void latentsAloneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source("model = null"))
                .withMessageContaining("name model=FOLDER too");
    }

    private JointSource source(String settings) {
        var spark = SparkForTests.session();
        spark.sparkContext()
                .hadoopConfiguration()
                .set("fs.viewfs.mounttable.other.link./models", folder.toUri().toString());
        return JointSource.of(Storage.of(spark), TinyRun.config(folder, "out", "good.csv", settings));
    }
}
