package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import jointdit.pretrained.ModelFolder.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatentCacheTest {
    @Test
    void aTableOfBeforeThereWereVersionsIsRefused(@TempDir Path folder) {
        var cache = TinyCache.write(SparkForTests.session(), folder.toUri().toString(), 3, 0);
        assertThat(cache.latents().count()).isEqualTo(3);
        var storage = Storage.of(SparkForTests.session());
        var card = folder.resolve("cache.json").toUri().toString();
        storage.write(card, storage.text(card).replaceAll(",?\\s*\"version\"\\s*:\\s*\\d+\\s*", ""));

        assertThatThrownBy(cache::latents)
                .hasMessageStartingWith("Wanted a table of version 2 in")
                .hasMessageContaining("found version 1; run cache-latents again");
    }

    @Test
    void modelsWithoutANameAreRefused() {
        assertThatThrownBy(() -> new ConditionConfig(Optional.of(""), Optional.empty(), Variant.FULL))
                .hasMessageContaining("conditions.svd-model must name a folder");
    }
}
