package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        SparkForTests.session().sparkContext().hadoopConfiguration().unset(ModelStore.HUB_CACHE);
    }

    @Test
    void localFoldersAreTakenAsTheyAre() {
        assertThat(store().folder(folder.toString())).isEqualTo(folder);
        assertThat(store().folder("file://" + folder)).isEqualTo(folder);
    }

    @Test
    void repositoriesAreFoundInTheCacheOfTheHub() throws IOException {
        var snapshot = Files.createDirectories(folder.resolve("models--cvssp--audioldm2/snapshots/abc"));
        Files.createDirectories(folder.resolve("models--cvssp--audioldm2/refs"));
        Files.writeString(folder.resolve("models--cvssp--audioldm2/refs/main"), "abc");
        SparkForTests.session().sparkContext().hadoopConfiguration().set(ModelStore.HUB_CACHE, folder.toString());

        assertThat(store().folder("cvssp/audioldm2")).isEqualTo(snapshot);
    }

    @Test
    void foldersOnOtherStoresAreCopiedOnceAndAgainWhenTheyChange() throws IOException {
        SparkForTests.session()
                .sparkContext()
                .hadoopConfiguration()
                .set("fs.viewfs.mounttable.default.link./models", folder.toUri().toString());
        Files.createDirectories(folder.resolve("model/vae"));
        Files.writeString(folder.resolve("model/vae/config.json"), "{}");
        Files.writeString(folder.resolve("model/model_index.json"), "{}");
        var remote = "viewfs:///models/model";

        var copy = store().folder(remote);

        assertThat(copy).isNotEqualTo(folder.resolve("model"));
        assertThat(copy.resolve("vae/config.json")).hasContent("{}");
        assertThat(store().folder(remote)).isEqualTo(copy);

        Files.writeString(folder.resolve("model/model_index.json"), "{\"new\": 1}");
        assertThat(store().folder(remote).resolve("model_index.json")).hasContent("{\"new\": 1}");
    }

    @Test
    void modelThatIsNowhereIsToldWithTheWayOut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().folder(folder.resolve("gone").toString()))
                .withMessageContaining("Wanted the folder of a model, found none at")
                .withMessageContaining("fetch-models");
    }

    private static ModelStore store() {
        return new ModelStore(Storage.of(SparkForTests.session()));
    }
}
