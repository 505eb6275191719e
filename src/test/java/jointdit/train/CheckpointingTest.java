package jointdit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.joint.TinyModel;
import jointdit.tensor.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckpointingTest {
    /** Of the largest partial derivative: sums over several uses of a weight are taken in another order. */
    private static final float TOLERANCE = 1e-6f;

    /** The same after a step of AdamW, which makes steps of equal length of rounding too. */
    private static final float AFTER_A_STEP = 1e-5f;

    private record Model(JointConfig config, LatentShape shape, List<Example> clips) {
        /** Gradient after {@code steps} steps, when gates are open; then the loss. */
        float[] gradient(Stage stage, Checkpointing checkpointing, int steps) {
            var run = TinyRun.config(stage, steps + 1).with(checkpointing);
            try (var step = new TrainStep(config, shape, run, Device.cpu())) {
                for (var i = 0; i < steps; i++) {
                    try (var gradient = step.gradient(clips)) {
                        step.apply(gradient);
                    }
                }
                try (var gradient = step.gradient(clips)) {
                    return gradient.gradient().floats();
                }
            }
        }

        void assertSameGradients(Stage stage, int steps) {
            var plain = gradient(stage, Checkpointing.NONE, steps);
            var block = gradient(stage, Checkpointing.BLOCK, steps);

            assertThat(plain).isNotEmpty();
            assertThat(relativeDifference(block, plain)).isCloseTo(0, offset(steps == 0 ? TOLERANCE : AFTER_A_STEP));
        }
    }

    private static float relativeDifference(float[] found, float[] wanted) {
        var largest = IntStream.range(0, wanted.length)
                .mapToDouble(i -> Math.abs(wanted[i]))
                .max()
                .orElse(0);
        assertThat(largest).isPositive();
        var difference = IntStream.range(0, wanted.length)
                .mapToDouble(i -> Math.abs(found[i] - wanted[i]))
                .max()
                .orElse(0);
        return (float) (difference / largest);
    }

    private static Model transformers() {
        return new Model(TinyModel.config(), TinyModel.shape(), TinyRun.examples(0));
    }

    /** Small UNets of both kinds. */
    private static Model published() {
        return new Model(PretrainedTrainStepTest.MODEL, PretrainedTrainStepTest.SHAPE, PretrainedTrainStepTest.CLIPS);
    }

    /** Stage A starts behind a head of zeros, which lets no gradient through: the published towers show that stage. */
    @ParameterizedTest
    @EnumSource(names = {"EXPERT", "B"})
    void transformersHaveThePlainGradient(Stage stage) {
        transformers().assertSameGradients(stage, 0);
    }

    @Test
    void transformersStayOnThePlainPath() {
        transformers().assertSameGradients(Stage.B, 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"A", "B"})
    void publishedTowersHaveThePlainGradient(Stage stage) {
        published().assertSameGradients(stage, 1);
    }

    @ParameterizedTest
    @EnumSource
    void lessIsKept(Stage stage) {
        for (var model : List.of(transformers(), published())) {
            var plain = TrainPlan.of(model.config(), model.shape(), TinyRun.config(stage, 1));
            var block = TrainPlan.of(
                    model.config(), model.shape(), TinyRun.config(stage, 1).with(Checkpointing.BLOCK));

            assertThat(block.activations().count())
                    .isLessThan(plain.activations().count() * 2 / 3);
            assertThat(block.passing().count())
                    .isLessThanOrEqualTo(plain.passing().count());
            assertThat(block.operations() / (double) plain.operations()).isBetween(1.0, 1.51);
            assertThat(block.layout().size()).isEqualTo(plain.layout().size());
        }
    }
}
