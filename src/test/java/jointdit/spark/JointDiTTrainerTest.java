package jointdit.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import jointdit.config.Configs;
import jointdit.joint.AttentionConfig;
import jointdit.joint.JointConfig;
import jointdit.joint.Mode;
import jointdit.joint.TinyModel;
import jointdit.joint.TowerConfig;
import jointdit.tensor.Precision;
import jointdit.tensor.Safetensors;
import jointdit.train.Checkpointing;
import jointdit.train.Parallel;
import jointdit.train.Stage;
import jointdit.train.TrainConfig;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JointDiTTrainerTest {
    private final SparkSession spark = SparkForTests.session();

    @TempDir
    private Path folder;

    private TrainConfig config(String out, Stage stage, int steps, Optional<String> from) {
        return new TrainConfig(
                uri("latents"),
                uri(out),
                from.map(this::uri),
                stage,
                Mode.FULL,
                steps,
                4,
                1,
                Precision.FLOAT32,
                1,
                new TrainConfig.Rates(1e-2, 1e-2, 1e-2, 0, 1),
                new TrainConfig.Optimiser(0.01, 1, 0.9, TrainConfig.Optimiser.Method.ADAMW),
                new TrainConfig.Dropout(0.1, 0.1, 0.1),
                new TrainConfig.Every(1, 2, 2, 1),
                new TrainConfig.Data(4, 5, 2),
                TrainConfig.Times.COUPLED,
                new TrainConfig.Average(TrainConfig.Average.Place.DEVICE, 1),
                Optional.empty(),
                Checkpointing.NONE,
                new Parallel.Single(),
                1,
                2,
                TrainConfig.Resume.AUTO);
    }

    private String uri(String name) {
        return folder.resolve(name).toUri().toString();
    }

    private void fit(TrainConfig config) {
        new JointDiTTrainer(TinyModel.config(), config).fit(spark, "abc", n -> {});
    }

    private float[] weights(String run, int step) {
        var file = folder.resolve(run + "/checkpoints/step-00000" + step + "/average.safetensors");
        return Safetensors.open(file).floats("video.embedder.weight");
    }

    @Test
    void interruptedRunGoesOnFromItsLastCheckpointBitForBit() {
        TinyCache.write(spark, uri("latents"), 14, 4);
        fit(config("whole", Stage.B, 4, Optional.empty()));
        fit(config("parts", Stage.B, 2, Optional.empty()));
        fit(config("parts", Stage.B, 4, Optional.empty()));

        assertThat(weights("parts", 4)).isEqualTo(weights("whole", 4));
    }

    @Test
    void stagesFollowEachOther() {
        TinyCache.write(spark, uri("latents"), 14, 4);
        fit(config("expert", Stage.EXPERT, 2, Optional.empty()));
        fit(config("a", Stage.A, 2, Optional.of("expert")));
        fit(config("b", Stage.B, 2, Optional.of("a")));

        assertThat(weights("a", 2)).isEqualTo(weights("expert", 2));
        assertThat(weights("b", 2)).isNotEqualTo(weights("a", 2));
    }

    @Test
    void checkpointSaysWhereItComesFrom() {
        TinyCache.write(spark, uri("latents"), 14, 4);
        var done = new AtomicLong();
        new JointDiTTrainer(TinyModel.config(), config("run", Stage.B, 2, Optional.empty()))
                .fit(spark, "abc", done::set);
        var info = new CheckpointStore(Storage.of(spark), uri("run")).require().info();

        assertThat(done).hasValue(2);
        assertThat(info.model()).isEqualTo(TinyModel.config());
        assertThat(info.shape()).isEqualTo(TinyModel.shape());
        assertThat(info.commit()).isEqualTo("abc");
        assertThat(info.codec()).isEqualTo("codec");
        assertThat(info.step()).isEqualTo(2);
    }

    @Test
    void metricsHaveALineForEveryStepAndTheValidationLoss() throws IOException {
        TinyCache.write(spark, uri("latents"), 14, 4);
        fit(config("run", Stage.B, 2, Optional.empty()));

        try (var files = Files.list(folder.resolve("run/metrics"))) {
            var lines = files.filter(f -> f.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(lines)).contains("\"step\":1", "\"step\":2", "loss/video", "validation/audio");
        }
    }

    @Test
    void metricsCanBeFollowedWhileTheyAreWritten() throws IOException {
        var file = folder.resolve("log/metrics.jsonl");
        try (var out = Storage.of(spark).live(file.toUri().toString())) {
            out.write("line".getBytes(UTF_8));
            out.flush();
            assertThat(file).hasContent("line");
        }
    }

    @Test
    void onlyTheLastCheckpointsStay() throws IOException {
        TinyCache.write(spark, uri("latents"), 14, 4);
        fit(config("run", Stage.B, 4, Optional.empty()));

        try (var steps = Files.list(folder.resolve("run/checkpoints"))) {
            assertThat(steps.map(f -> f.getFileName().toString())).containsExactly("step-000004");
        }
    }

    @Test
    void folderWithoutItsLastFileIsNoCheckpoint() throws IOException {
        TinyCache.write(spark, uri("latents"), 14, 4);
        fit(config("run", Stage.B, 2, Optional.empty()));
        Files.delete(folder.resolve("run/checkpoints/step-000002/checkpoint.json"));

        assertThat(new CheckpointStore(Storage.of(spark), uri("run")).last()).isEmpty();
        assertThatThrownBy(() -> fit(config("next", Stage.A, 2, Optional.of("run"))))
                .hasMessageContaining("Wanted a checkpoint in");
    }

    @Test
    void aRunIsNotContinuedWhereItMustBeNew() {
        TinyCache.write(spark, uri("latents"), 14, 4);
        fit(config("run", Stage.B, 2, Optional.empty()));
        var anew = Configs.changed(config("run", Stage.B, 4, Optional.empty()), "resume = never");

        assertThatThrownBy(() -> fit(anew))
                .hasMessageContaining("Wanted a new run as train.resume is never, found a checkpoint of step 2");
        fit(Configs.changed(anew, "out = \"" + uri("other") + "\""));
    }

    @Test
    void checkpointOfAnotherStageIsNotContinued() {
        TinyCache.write(spark, uri("latents"), 14, 4);
        fit(config("run", Stage.EXPERT, 2, Optional.empty()));

        assertThatThrownBy(() -> fit(config("run", Stage.B, 2, Optional.empty())))
                .hasMessageContaining("holds a run of stage EXPERT, wanted B; set another out");
    }

    @Test
    void checkpointOfAnotherArchitectureIsNotContinued() {
        TinyCache.write(spark, uri("latents"), 14, 4);
        fit(config("run", Stage.B, 2, Optional.empty()));
        var wider = new JointConfig(
                new TowerConfig.Transformer(24, 2, 2, 1, 2, 2),
                TinyModel.config().audio(),
                2,
                Optional.empty(),
                5,
                TinyModel.config().videoNoise(),
                TinyModel.config().audioNoise(),
                TinyModel.config().preconditioning(),
                Optional.empty(),
                1,
                1,
                AttentionConfig.WHOLE,
                Optional.empty());

        assertThatThrownBy(() -> new JointDiTTrainer(wider, config("run", Stage.B, 2, Optional.empty()))
                        .fit(spark, "abc", n -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds another architecture");
    }

    @Test
    void clipsAreCutToTheMostFramesAndAnotherNumberOfThemGoesOn() {
        TinyCache.write(spark, uri("latents"), 14, 4);
        var model = TinyModel.config();
        new JointDiTTrainer(model, config("run", Stage.B, 2, Optional.empty())).fit(spark, "abc", n -> {});
        new JointDiTTrainer(model.limited(Optional.of(1)), config("run", Stage.B, 4, Optional.empty()))
                .fit(spark, "abc", n -> {});
        var info = new CheckpointStore(Storage.of(spark), uri("run")).require().info();

        assertThat(info.step()).isEqualTo(4);
        assertThat(info.shape()).isEqualTo(TinyModel.shape().first(1));
        assertThat(info.model().maxFrames()).hasValue(1);
    }

    @Test
    void tableThatIsNotFinishedIsAnError() {
        assertThatThrownBy(() -> fit(config("run", Stage.B, 2, Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Wanted a finished latent cache");
    }
}
