package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatentIntakeTest {
    @TempDir
    private static Path made;

    @TempDir
    private Path folder;

    private final SparkSession spark = SparkForTests.session();
    private LatentCache cache;
    private Dataset<Row> rows;

    @BeforeAll
    static void write() {
        TinyRun.write(made);
        TinyCache.write(SparkForTests.session(), made + "/table", 6, 2);
    }

    @BeforeEach
    void open() {
        cache = new LatentCache(spark, folder + "/cache");
        rows = new LatentCache(spark, made + "/table").latents();
    }

    private void take(Dataset<Row> latents) {
        new LatentIntake(cache, Optional.of(made + "/latents/codec")).take(latents);
    }

    /** As a killed run leaves it. */
    private void begin(Dataset<Row> latents) {
        cache.make();
        cache.begin();
        cache.append(latents);
    }

    @Test
    void cacheOfTheSameRowsHasTheSameFingerprint() {
        take(rows);

        var table = new LatentCache(spark, made + "/table").card().orElseThrow();
        assertThat(cache.card().orElseThrow().table()).isEqualTo(table.table());
        assertThat(cache.card().orElseThrow().codec())
                .isEqualTo(cache.codec().read().fingerprint());
        assertThat(cache.latents().where("split = 'validation'").count()).isEqualTo(2);
    }

    @Test
    void killedRunGoesOnWhereItStopped() {
        begin(rows.where("clip_id < 'clip03'"));

        take(rows);

        assertThat(cache.latents().count()).isEqualTo(6);
        assertThat(cache.latents().select("clip_id").distinct().count()).isEqualTo(6);
    }

    @Test
    void rowsOfAnotherKilledRunAreNotMixedIn() {
        begin(rows);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> take(rows.where("clip_id < 'clip03'")))
                .withMessageStartingWith("Wanted an empty folder, or one that these clips were being written to");
        assertThat(cache.card()).isEmpty();
        assertThat(cache.codec().card()).isEmpty();
    }
}
