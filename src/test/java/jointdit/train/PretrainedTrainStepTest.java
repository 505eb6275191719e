package jointdit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jointdit.diffusion.Preconditioning;
import jointdit.joint.AttentionConfig;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
import jointdit.joint.JointConfig;
import jointdit.joint.JointDiT;
import jointdit.joint.LatentShape;
import jointdit.joint.TinyModel;
import jointdit.joint.TowerConfig;
import jointdit.pretrained.ModelFolder.Variant;
import jointdit.tensor.Device;
import jointdit.tensor.Noise;
import jointdit.tensor.Parameter;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training between the published networks, small ones. */
class PretrainedTrainStepTest {
    static final LatentShape SHAPE = new LatentShape(3, 4, 8, 4, 7, 8, 16, 8);
    static final JointConfig MODEL = new JointConfig(
            new TowerConfig.Svd(
                    "src/test/resources/goldens/unet_svd_small", Optional.of(List.of(1)), Variant.FULL, 0.18215, 127),
            new TowerConfig.Audioldm2(
                    "src/test/resources/goldens/unet_aldm2_small", Optional.of(List.of(1)), Variant.FULL, 2, 3),
            2,
            Optional.of(16),
            5,
            TinyModel.config().videoNoise(),
            TinyModel.config().audioNoise(),
            new Preconditioning.Velocity(),
            Optional.empty(),
            1,
            1,
            AttentionConfig.WHOLE,
            Optional.empty());
    static final List<Example> CLIPS =
            IntStream.range(0, 4).mapToObj(PretrainedTrainStepTest::example).toList();

    @TempDir
    private Path folder;

    private static Example example(int index) {
        var specs = JointDiT.inputs(MODEL, SHAPE, 1);
        var values = IntStream.range(0, specs.size())
                .mapToObj(
                        i -> Noise.normal(specs.get(i).shape(), 10L * index + i).floats())
                .toList();
        return new Example(
                "clip" + index,
                values.get(0),
                values.get(1),
                values.get(3),
                values.get(4),
                values.subList(JointDiT.COMMON, values.size()),
                values.subList(JointDiT.COMMON, values.size()));
    }

    private static TrainStep step(Stage stage) {
        return new TrainStep(MODEL, SHAPE, TinyRun.config(stage, 20), Device.cpu());
    }

    private static void train(TrainStep step, int steps) {
        for (var i = 0; i < steps; i++) {
            try (var gradient = step.gradient(CLIPS)) {
                step.apply(gradient);
            }
        }
    }

    private Checkpoint saved(TrainStep step, Stage stage) throws IOException {
        var info = new CheckpointInfo(
                MODEL, SHAPE, "codec", "table", stage.name(), step.steps(), 1, "abc", "{}", MODEL.published());
        var state = new Checkpoint.State(step.weights(), step.average(), step.optimiser());
        return Checkpoint.open(Checkpoint.write(Files.createDirectory(folder.resolve(stage.name())), info, state)
                .folder());
    }

    private static List<String> names(Weights weights) {
        return weights.layout().parameters().stream().map(Parameter::name).toList();
    }

    @Test
    void stageALearnsAndSavesJointBlocksOnly() throws IOException {
        try (var step = step(Stage.A)) {
            var before = step.validate(CLIPS);
            var tower = step.weights().floats("video.conv_in.weight");
            train(step, 20);
            var after = step.validate(CLIPS);

            assertThat(names(step.weights())).isNotEmpty().allMatch(name -> name.startsWith("joint."));
            assertThat(after.total()).isLessThan(before.total());
            assertThat(step.weights().floats("video.conv_in.weight")).isEqualTo(tower);
            try (var sampling = saved(step, Stage.A).sampling(Device.cpu())) {
                assertThat(names(sampling)).containsExactlyInAnyOrderElementsOf(names(step.weights()));
                assertThat(sampling.floats("joint.0.video.attn.qkv.weight"))
                        .isEqualTo(step.average().floats("joint.0.video.attn.qkv.weight"));
                assertThat(sampling.floats("video.conv_in.weight")).isEqualTo(tower);
            }
        }
    }

    @Test
    void stageBGoesOnFromStageAAndTunesTheTowers() throws IOException {
        try (var first = step(Stage.A);
                var second = step(Stage.B)) {
            train(first, 2);
            saved(first, Stage.A).readAverage(second.weights());
            var expert = second.weights().floats("audio.mid_block.resnets.0.conv1.weight");
            assertThat(second.weights().floats("joint.0.video.attn.qkv.weight"))
                    .isEqualTo(first.average().floats("joint.0.video.attn.qkv.weight"));
            assertThat(expert).isEqualTo(first.weights().floats("audio.mid_block.resnets.0.conv1.weight"));
            train(second, 2);

            try (var sampling = saved(second, Stage.B).sampling(Device.cpu())) {
                assertThat(sampling.floats("audio.mid_block.resnets.0.conv1.weight"))
                        .isNotEqualTo(expert)
                        .isEqualTo(second.average().floats("audio.mid_block.resnets.0.conv1.weight"));
            }
        }
    }

    @Test
    void expertsInputAndOutputLearnAtTheirOwnRates() {
        try (var step = step(Stage.B)) {
            var layout = step.weights().layout();
            var experts = layout.span(1);

            assertThat(layout.span("video.mid_block.resnets.0.spatial_res_block.conv1.weight")
                            .start())
                    .isBetween(experts.start(), experts.start() + experts.length() - 1);
            assertThat(layout.span("audio.down_blocks.1.resnets.0.conv1.weight").start())
                    .isBetween(experts.start(), experts.start() + experts.length() - 1);
            assertThat(layout.span("video.down_blocks.0.resnets.0.spatial_res_block.conv1.weight")
                            .start())
                    .isGreaterThanOrEqualTo(experts.start() + experts.length());
            assertThat(layout.learning()).isEqualTo(layout.size());
        }
    }

    @Test
    void stageAAfterTunedTowersIsAnError() throws IOException {
        try (var tuned = step(Stage.B);
                var frozen = step(Stage.A)) {
            var checkpoint = saved(tuned, Stage.B);

            assertThatThrownBy(() -> checkpoint.readWeights(frozen.weights()))
                    .hasMessageStartingWith("Stage A keeps towers as they were published");
        }
    }

    @Test
    void clipWithoutTheTowersConditionsIsAnError() {
        var bare = CLIPS.stream()
                .map(c -> new Example(c.id(), c.video(), c.audio(), c.picture(), c.text()))
                .toList();
        try (var step = step(Stage.A)) {
            assertThatThrownBy(() -> step.validate(bare))
                    .hasMessage("The towers take 5 conditions of their own, clip clip0 has 0");
        }
    }

    @Test
    void stageANeedsTrainedTowers() {
        var config = TinyRun.config(Stage.B, 1);
        var orphan = new TrainConfig(
                config.latents(),
                config.out(),
                Optional.empty(),
                Stage.A,
                config.mode(),
                1,
                4,
                1,
                config.precision(),
                1,
                config.rates(),
                config.optimiser(),
                config.dropout(),
                config.every(),
                config.data(),
                config.times(),
                config.average(),
                config.memory(),
                config.checkpointing(),
                new Parallel.Single(),
                1,
                2,
                TrainConfig.Resume.AUTO);

        orphan.check(MODEL);
        assertThatThrownBy(() -> orphan.check(TinyModel.config()))
                .hasMessageStartingWith("Stage A trains between frozen towers");
    }
}
