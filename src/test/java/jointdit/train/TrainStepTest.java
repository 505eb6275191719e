package jointdit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
import jointdit.joint.TinyModel;
import jointdit.tensor.Device;
import jointdit.tensor.Weights;
import jointdit.train.TrainConfig.Average;
import jointdit.train.TrainConfig.Average.Place;
import jointdit.train.TrainConfig.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainStepTest {
    private static final List<Example> CLIPS = TinyRun.examples(0);

    private static TrainStep step(Stage stage) {
        return new TrainStep(TinyModel.config(), TinyModel.shape(), TinyRun.config(stage, 60), Device.cpu());
    }

    private static TrainStep.Result train(TrainStep step, int steps) {
        TrainStep.Result result = null;
        for (var i = 0; i < steps; i++) {
            try (var gradient = step.gradient(CLIPS)) {
                result = step.apply(gradient);
            }
        }
        return result;
    }

    @Test
    void trainingLowersTheValidationLossOfBothModalities() {
        try (var step = step(Stage.B)) {
            var before = step.validate(CLIPS);
            train(step, 60);
            var after = step.validate(CLIPS);

            assertThat(after.video()).isLessThan(0.7 * before.video());
            assertThat(after.audio()).isLessThan(0.7 * before.audio());
        }
    }

    @Test
    void equalSeedsGiveEqualLosses() {
        try (var one = step(Stage.B);
                var other = step(Stage.B)) {
            assertThat(train(one, 5)).isEqualTo(train(other, 5));
        }
    }

    @Test
    void noiseDependsOnTheClipNotOnItsPlace() {
        try (var step = step(Stage.EXPERT)) {
            var losses = step.validate(CLIPS);
            var turned = step.validate(List.of(CLIPS.get(3), CLIPS.get(2), CLIPS.get(1), CLIPS.get(0)));

            assertThat(turned.video()).isCloseTo(losses.video(), within(1e-6));
        }
    }

    @Test
    void passesGiveTheStepOfTheWholeBatch() {
        var passes = TinyRun.config(Stage.B, 60).inPasses(2);
        try (var whole = step(Stage.B);
                var parts = new TrainStep(TinyModel.config(), TinyModel.shape(), passes, Device.cpu())) {
            var one = train(whole, 5);
            var other = train(parts, 5);

            assertThat(other.losses().total()).isCloseTo(one.losses().total(), within(1e-5));
            assertThat(other.gradientNorm()).isCloseTo(one.gradientNorm(), within(1e-4));
            assertThat(parts.weights().learning())
                    .containsExactly(whole.weights().learning(), within(1e-5f));
        }
    }

    @Test
    void clipThatIsNotFiniteIsNamedAndItsStepChangesNothing() {
        var broken = new ArrayList<>(CLIPS);
        var clip = CLIPS.get(2);
        var video = clip.video().clone();
        video[3] = Float.NaN;
        broken.set(2, new Example(clip.id(), video, clip.audio(), clip.picture(), clip.text()));
        try (var step = step(Stage.B)) {
            train(step, 2);
            var before = step.weights().learning();
            try (var share = step.gradient(broken)) {
                assertThat(share.suspects()).containsExactly("clip2");
                assertThat(step.apply(share).skipped()).isTrue();
            }

            assertThat(step.weights().learning()).isEqualTo(before);
            assertThat(step.optimiser().steps()).isEqualTo(2);
            assertThat(step.steps()).isEqualTo(3);
            assertThat(train(step, 1).skipped()).isFalse();
        }
    }

    @Test
    void stageAMovesOnlyJointBlocks() {
        try (var step = step(Stage.A)) {
            var before = step.weights().copy();
            train(step, 3);
            for (var parameter : before.layout().parameters()) {
                var name = parameter.name();
                var same = Arrays.equals(step.weights().floats(name), before.floats(name));
                assertThat(same || name.startsWith("joint.")).as(name).isTrue();
            }
            assertThat(step.weights().learning()).isNotEqualTo(before.learning());
            before.close();
        }
    }

    @Test
    void resumedRunGoesOnBitForBit(@TempDir Path folder) {
        try (var whole = step(Stage.B);
                var first = step(Stage.B);
                var second = step(Stage.B)) {
            train(first, 3);
            Checkpoint.write(
                    folder, info(3), new Checkpoint.State(first.weights(), first.average(), first.optimiser()));
            var saved = Checkpoint.open(folder);
            saved.readWeights(second.weights());
            saved.readAverage(second.average());
            second.resume(saved.optimiser(), saved.info().step());

            assertThat(train(second, 4)).isEqualTo(train(whole, 7));
            assertThat(second.average().learning()).isEqualTo(whole.average().learning());
        }
    }

    @Test
    void jointRunStartsFromTheTowersOfStageExpert(@TempDir Path folder) {
        try (var expert = step(Stage.EXPERT);
                var joint = step(Stage.B)) {
            train(expert, 2);
            Checkpoint.write(
                    folder, info(2), new Checkpoint.State(expert.weights(), expert.average(), expert.optimiser()));
            Checkpoint.open(folder).readAverage(joint.weights());

            assertThat(joint.weights().floats("video.embedder.weight"))
                    .isEqualTo(expert.average().floats("video.embedder.weight"));
            assertThat(joint.weights().floats("joint.0.video.adaLN_modulation.weight"))
                    .containsOnly(0);
        }
    }

    @Test
    void averageFollowsTheWeights() {
        try (var step = step(Stage.B)) {
            train(step, 30);
            assertThat(distance(step.average(), step.weights())).isLessThan(distance(step.average(), fresh(step)));
        }
    }

    @Test
    void theAverageLiesWhereItIsWantedAndIsTheSame() {
        try (var device = averaged(Place.DEVICE, 1);
                var cpu = averaged(Place.CPU, 1)) {
            train(device, 5);
            train(cpu, 5);
            assertThat(cpu.average().learning()).isEqualTo(device.average().learning());
        }
    }

    @Test
    void anAverageOfEveryThirdStepStandsInBetween() {
        try (var step = averaged(Place.DEVICE, 3)) {
            var start = step.average().learning();
            train(step, 2);
            assertThat(step.average().learning()).isEqualTo(start);
            train(step, 1);

            var decay = Math.pow(3.0 / 12, 3); // of step 2, three times
            var weights = step.weights().learning();
            var average = step.average().learning();
            for (var i = 0; i < average.length; i++) {
                assertThat((double) average[i]).isCloseTo(decay * start[i] + (1 - decay) * weights[i], within(1e-6));
            }
        }
    }

    private static TrainStep averaged(Place place, int every) {
        var config = TinyRun.config(Stage.B, 60, Times.COUPLED, new Average(place, every));
        return new TrainStep(TinyModel.config(), TinyModel.shape(), config, Device.cpu());
    }

    private static Weights fresh(TrainStep step) {
        return Weights.initial(step.weights().layout(), Device.cpu(), 1);
    }

    private static double distance(Weights a, Weights b) {
        var x = FloatBuffer.wrap(a.learning());
        var y = FloatBuffer.wrap(b.learning());
        double sum = 0;
        while (x.hasRemaining()) {
            sum += Math.pow(x.get() - y.get(), 2);
        }
        return sum;
    }

    private static CheckpointInfo info(int step) {
        return new CheckpointInfo(
                TinyModel.config(), TinyModel.shape(), "codec", "table", "B", step, 1, "commit", "{}", "");
    }
}
