package jointdit.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.media.Wav;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JointDiTModelTest {
    private static final String COLUMNS =
            "id STRING, prompt STRING, image STRING, seed BIGINT, steps INT, weights STRING";

    @TempDir
    private Path folder;

    private Dataset<Row> prompts(String... lines) throws IOException {
        var file = Files.createTempFile(folder, "prompts", ".jsonl");
        Files.writeString(file, String.join("\n", lines));
        return StageTables.spark().read().schema(COLUMNS).json(file.toString());
    }

    private static Map<String, Row> samples(Dataset<Row> made) {
        return made.select("sample.*").collectAsList().stream()
                .collect(Collectors.toMap(row -> row.<String>getAs("id"), row -> row));
    }

    @Test
    void promptsBecomeClipsOrReasons() throws IOException {
        var png = folder.resolve("red.png");
        Png.write(new Picture(24, 18, new byte[3 * 24 * 18]), png);
        var prompts = prompts(
                "{'id': 'ball', 'prompt': 'a red ball', 'seed': 3}".replace('\'', '"'),
                "{'id': 'seen', 'image': 'RED', 'weights': 'wt=2'}"
                        .replace("RED", png.toString())
                        .replace('\'', '"'),
                "{'id': 'none'}".replace('\'', '"'),
                "{'id': 'zero', 'prompt': 'rain', 'steps': 0}".replace('\'', '"'),
                "{'id': 'gone', 'image': '/nowhere.png'}".replace('\'', '"'));

        var made = samples(StageTables.model().setImageCol("image").transform(prompts));

        for (var id : List.of("ball", "seen")) {
            assertThat(made.get(id).<String>getAs("error")).isEmpty();
            assertThat(made.get(id).<String>getAs("status")).isEqualTo("done");
            assertThat(new String(made.get(id).<byte[]>getAs("video"), 4, 4)).isEqualTo("ftyp");
            assertThat(Wav.sound(made.get(id).<byte[]>getAs("audio")).seconds()).isEqualTo(0.5);
            assertThat(made.get(id).<String>getAs("video_uri")).isEmpty();
        }
        assertThat(made.get("ball").<Long>getAs("seed")).isEqualTo(3);
        assertThat(made.get("seen").<String>getAs("settings")).contains("\"wt\":2");
        assertThat(made.get("none").<String>getAs("status")).isEqualTo("failed");
        assertThat(made.get("none").<String>getAs("error")).isEqualTo("Wanted a picture or a prompt, found neither");
        assertThat(made.get("zero").<String>getAs("error")).startsWith("steps must lie in");
        assertThat(made.get("gone").<String>getAs("error")).contains("nowhere.png");
        assertThat(made.get("gone").<byte[]>getAs("video")).isNull();
    }

    @Test
    void rowsKeepTheirClipsWhateverThePartitions() throws IOException {
        var prompts = prompts(
                "{\"id\": \"same\", \"prompt\": \"a ball\", \"seed\": 1}",
                "{\"id\": \"same\", \"prompt\": \"rain\", \"seed\": 1}",
                "{\"id\": \"other\", \"prompt\": \"rain\", \"seed\": 1}",
                "{\"prompt\": \"rain\"}");

        var one = StageTables.model().transform(prompts.coalesce(1)).collectAsList();
        var four = StageTables.model().transform(prompts.repartition(4)).collectAsList();

        assertThat(one).hasSize(4);
        assertThat(video(one, "same", "rain")).isEqualTo(video(one, "other", "rain"));
        assertThat(video(one, "same", "rain")).isNotEqualTo(video(one, "same", "a ball"));
        assertThat(video(four, "same", "a ball")).isEqualTo(video(one, "same", "a ball"));
        assertThat(one.get(3).<Row>getAs("sample").<String>getAs("error")).isEqualTo("Wanted an id, found none");
    }

    private static byte[] video(List<Row> rows, String id, String prompt) {
        return rows.stream()
                .filter(row -> id.equals(row.getAs("id")) && prompt.equals(row.getAs("prompt")))
                .findFirst()
                .orElseThrow()
                .<Row>getAs("sample")
                .getAs("video");
    }

    @Test
    void clipsInAFolderAreMadeOnce() throws IOException {
        var prompts = prompts("{\"id\": \"ball\", \"prompt\": \"a red ball\", \"seed\": 3}");
        var model = StageTables.model().setOut(folder.resolve("samples").toString());

        var first = samples(model.transform(prompts)).get("ball");
        var file = Path.of(first.<String>getAs("video_uri").replaceFirst("^file:", ""));
        var time = Files.getLastModifiedTime(file);
        var second = samples(model.transform(prompts)).get("ball");

        assertThat(first.<byte[]>getAs("video")).isNull();
        assertThat(file).exists();
        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
        assertThat(samples(StageTables.model().transform(prompts)).get("ball").<byte[]>getAs("video"))
                .isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void paramsHaveTheirWayOverSettings() throws IOException {
        var prompts = prompts("{\"id\": \"ball\", \"prompt\": \"a red ball\"}");
        var settings = "generate { sample { sampling { steps = 5, solver = euler } } }";

        var free = samples(new JointDiTModel()
                        .setModel(StageTables.path("model"))
                        .setLatents(StageTables.path("latents"))
                        .setSettings(settings)
                        .transform(prompts))
                .get("ball");
        var set = samples(StageTables.model()
                        .setSettings(settings)
                        .setWeights("wt=2")
                        .transform(prompts))
                .get("ball");

        assertThat(free.<String>getAs("settings")).contains("\"steps\":5", "euler");
        assertThat(set.<String>getAs("settings")).contains("\"steps\":3", "euler", "\"wt\":2");
    }

    @Test
    void wrongSettingsAndRunsAreRefused() throws IOException {
        var prompts = prompts("{\"id\": \"ball\", \"prompt\": \"a red ball\"}");

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        StageTables.model().setSettings("generate.stepps = 3").transform(prompts))
                .withMessageContaining("Unknown setting generate.stepps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StageTables.model()
                        .setModel(folder.resolve("none").toString())
                        .transform(prompts))
                .withMessageStartingWith("Wanted a checkpoint in");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StageTables.model().transform(prompts.withColumn("seed", prompts.col("id"))))
                .withMessageStartingWith("Wanted column seed of int or bigint, found a table of");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StageTables.model().setPromptCol("").transform(prompts))
                .withMessage("Wanted promptCol or imageCol, found neither");
    }

    @Test
    void streamsOfPromptsBecomeStreamsOfClipsWithoutRepeats() throws Exception {
        Files.createDirectories(folder.resolve("in"));
        write("in/a.jsonl", "ball", "lamp");
        run();
        assertThat(table()).containsExactlyInAnyOrder("ball", "lamp");

        write("in/b.jsonl", "rain");
        run();
        run();

        assertThat(table()).containsExactlyInAnyOrder("ball", "lamp", "rain");
    }

    private void write(String file, String... ids) throws IOException {
        var lines = new StringBuilder();
        for (var id : ids) {
            lines.append("{\"id\": \"%s\", \"prompt\": \"a %s\"}%n".formatted(id, id));
        }
        Files.writeString(folder.resolve(file), lines);
    }

    /** All prompts that are there, by a query that goes on where the last one ended. */
    private void run() throws Exception {
        var prompts = StageTables.spark()
                .readStream()
                .schema("id STRING, prompt STRING")
                .json(folder.resolve("in").toString());
        StageTables.model()
                .transform(prompts)
                .select("id", "sample.status", "sample.video")
                .writeStream()
                .format("parquet")
                .option("path", folder.resolve("clips").toString())
                .option("checkpointLocation", folder.resolve("state").toString())
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
    }

    private List<String> table() {
        return StageTables.spark()
                .read()
                .parquet(folder.resolve("clips").toString())
                .where("status = 'done' AND video IS NOT NULL")
                .collectAsList()
                .stream()
                .map(row -> row.<String>getAs("id"))
                .toList();
    }
}
