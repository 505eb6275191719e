package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import jointdit.spark.Progress.Screen;
import jointdit.spark.Progress.Style;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts served on executor processes that are lost, by jobs that are stopped, and by tasks that run twice. */
@Tag("long")
class LostGeneratorsTest {
    private static final int ROWS = 40;

    @TempDir
    private Path folder;

    private SparkSession spark;

    @BeforeEach
    void write() throws IOException {
        TinyRun.write(folder);
        Files.writeString(
                folder.resolve("prompts.csv"),
                IntStream.range(0, ROWS)
                        .mapToObj(i -> "clip" + i + ",ball number " + i)
                        .collect(Collectors.joining("\n", "id,prompt\n", "\n")));
        spark = ClusterForTests.session(
                2,
                1,
                Map.of(
                        "spark.speculation", "true",
                        "spark.speculation.interval", "100ms",
                        "spark.speculation.multiplier", "1.01",
                        "spark.speculation.quantile", "0.1"));
    }

    @AfterEach
    void close() {
        spark.stop();
    }

    @Test
    void aLostExecutorAndTasksThatRunTwiceChangeNothing() throws Exception {
        var whole = generate("whole");
        var run = CompletableFuture.supplyAsync(() -> generate("disturbed"));
        await("disturbed", 10);
        Executors.kill(new Random(3));
        var disturbed = run.get(2, TimeUnit.MINUTES);

        assertThat(whole.made()).isEqualTo(ROWS);
        assertThat(disturbed.clips()).isEqualTo(ROWS);
        assertThat(disturbed.failures()).isZero();
        assertThat(ids("disturbed")).hasSize(ROWS).doesNotHaveDuplicates();
        assertThat(media("disturbed")).isEqualTo(media("whole")).hasSize(2 * ROWS);
    }

    @Test
    void aStoppedJobGoesOnWhereItWas() throws Exception {
        var run = CompletableFuture.supplyAsync(() -> generate("stopped"));
        await("stopped", 10);
        spark.sparkContext().cancelAllJobs();
        assertThatThrownBy(() -> run.get(1, TimeUnit.MINUTES)).hasMessageContaining("cancelled");

        var rest = generate("stopped");

        assertThat(rest.found()).isGreaterThanOrEqualTo(10);
        assertThat(rest.made()).isEqualTo(ROWS - rest.found());
        assertThat(ids("stopped")).hasSize(ROWS).doesNotHaveDuplicates();
    }

    private GenerateReport generate(String out) {
        var config = TinyRun.config(folder, out, "prompts.csv", "rows-per-task = 10", "sheet = false");
        return new PromptGenerator(spark, config).run(new Screen(text -> {}, Style.LINES, System::nanoTime));
    }

    private void await(String out, int clips) throws Exception {
        var clipsFolder = folder.resolve(out).resolve("clips");
        for (var i = 0; i < 2400; i++) {
            if (Files.isDirectory(clipsFolder) && media(out).size() >= 2 * clips) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("No clips came within 2 minutes");
    }

    private ArrayList<String> ids(String out) {
        var rows = spark.read().parquet(folder + "/" + out + "/samples").collectAsList();
        return rows.stream().map(row -> row.<String>getAs("id")).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Checksums by name. */
    private Map<String, Long> media(String out) throws IOException {
        var sums = new TreeMap<String, Long>();
        try (var files = Files.list(folder.resolve(out).resolve("clips"))) {
            for (var file : files.filter(f -> f.getFileName().toString().matches("clip.*[.](mp4|wav)"))
                    .toList()) {
                var sum = new CRC32();
                sum.update(Files.readAllBytes(file));
                sums.put(file.getFileName().toString(), sum.getValue());
            }
        }
        return sums;
    }
}
