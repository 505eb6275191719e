package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jointdit.config.Configs;
import jointdit.joint.TinyModel;
import jointdit.spark.Progress.Style;
import jointdit.spark.SparkForTests;
import jointdit.spark.TinyCache;
import jointdit.tracking.FakeMlflow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainJobTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws IOException {
        var spark = SparkForTests.session();
        TinyCache.write(spark, folder.resolve("latents").toString(), 14, 4);
        spark.stop(); // the job opens its own
        Files.writeString(folder.resolve("tiny.conf"), "model = " + Configs.json(TinyModel.config()));
    }

    private int train(String... settings) {
        var terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Style.LINES);
        var words = new ArrayList<>(List.of(
                "train",
                "--config",
                folder.resolve("tiny.conf").toString(),
                "latents=" + folder.resolve("latents"),
                "out=" + folder.resolve("model"),
                "steps=4",
                "batch=4",
                "every.log=2"));
        words.addAll(List.of(settings));
        return new Main(Main.JOBS, Map.of(), terminal).run(words);
    }

    @Test
    void lastLineSaysLossAndSpeed() {
        assertThat(train()).as(err.toString(UTF_8)).isEqualTo(Main.DONE);

        assertThat(err.toString(UTF_8)).containsPattern("train B .* 100%  4/4 .* in 0:\\d\\d  loss \\S+  \\S+ clips/s");
    }

    @Test
    void trackingServerHearsOfTheRun() {
        try (var server = new FakeMlflow()) {
            assertThat(train("tracking.mlflow.uri=" + server.uri()))
                    .as(err.toString(UTF_8))
                    .isEqualTo(Main.DONE);

            assertThat(server.logged("params"))
                    .containsEntry("train.steps", "4")
                    .containsEntry(
                            "model.heads", String.valueOf(TinyModel.config().heads()));
            assertThat(server.logged("metrics")).containsKeys("loss/total", "learning-rate", "clips-per-second");
            assertThat(server.bodies("runs/update").get(0).get("status").getAsString())
                    .isEqualTo("FINISHED");
        }
    }

    @Test
    void runThatIsRefusedHasFailed() {
        try (var server = new FakeMlflow()) {
            assertThat(train("tracking.mlflow.uri=" + server.uri(), "stage=A")).isNotEqualTo(Main.DONE);

            assertThat(server.bodies("runs/update").get(0).get("status").getAsString())
                    .isEqualTo("FAILED");
        }
    }

    @Test
    void serverThatIsNotThereEndsNoRun() {
        assertThat(train("tracking.mlflow.uri=http://127.0.0.1:9")).isEqualTo(Main.DONE);
    }

    @Test
    void pluginsOfTheUserStay() {
        assertThat(train("spark.plugins=" + OwnPlugin.class.getName()))
                .as(err.toString(UTF_8))
                .isEqualTo(Main.DONE);

        assertThat(OwnPlugin.STARTED).hasPositiveValue();
    }
}
