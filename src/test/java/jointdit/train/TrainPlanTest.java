package jointdit.train;

import static org.assertj.core.api.Assertions.assertThat;

import jointdit.joint.TinyModel;
import org.junit.jupiter.api.Test;

class TrainPlanTest {
    private static TrainPlan plan(Stage stage) {
        return TrainPlan.of(TinyModel.config(), TinyModel.shape(), TinyRun.config(stage, 1));
    }

    @Test
    void stagesLearnWhatTheySay() {
        var a = plan(Stage.A);
        var b = plan(Stage.B);

        assertThat(a.learning("joint.")).isEqualTo(a.parameters("joint.")).isPositive();
        assertThat(a.learning("video.") + a.learning("audio.")).isZero();
        assertThat(b.learning("")).isEqualTo(b.parameters(""));
        assertThat(plan(Stage.EXPERT).parameters("joint.")).isZero();
    }

    @Test
    void memoryIsThatOfFourBytesANumber() {
        var plan = plan(Stage.A);
        var all = plan.parameters("");
        var learning = plan.learning("");

        assertThat(plan.weights().count()).isEqualTo(4 * all);
        assertThat(plan.average().count()).isEqualTo(4 * all);
        assertThat(plan.gradient().count()).isEqualTo(4 * learning);
        assertThat(plan.optimiser().count()).isEqualTo(8 * learning);
        assertThat(plan.checkpoint().count()).isEqualTo(8 * all + 8 * learning);
    }

    @Test
    void averageOnTheCpuIsNotInTheMemoryOfTheDevice() {
        var run = TinyRun.config(Stage.B, 1).with(TrainConfig.Average.Place.CPU);
        var elsewhere = TrainPlan.of(TinyModel.config(), TinyModel.shape(), run);
        var plan = plan(Stage.B);

        assertThat(elsewhere.memory(1).plus(plan.average())).isEqualTo(plan.memory(1));
    }

    @Test
    void headroomIsThatOfTheGradientAlone() {
        var plan = plan(Stage.B);
        var gradient = plan.gradient().plus(plan.activations()).plus(plan.passing());

        assertThat(plan.memory(2)).isEqualTo(plan.memory(1).plus(gradient));
    }

    @Test
    void frozenTowersKeepAndTakeLess() {
        assertThat(plan(Stage.A).activations().count())
                .isLessThan(plan(Stage.B).activations().count());
        assertThat(plan(Stage.A).operations()).isLessThan(plan(Stage.B).operations());
    }

    @Test
    void aStepOfAllWeightsTakesAlmostThreeForwardPasses() {
        var plan = plan(Stage.B);

        assertThat(plan.operations() / (double) plan.footprint().operations()).isBetween(2.7, 3.0);
    }
}
