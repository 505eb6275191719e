package jointdit.train;

import static org.assertj.core.api.Assertions.assertThat;

import jointdit.config.Bytes;
import jointdit.joint.TinyModel;
import jointdit.tensor.Precision;
import org.junit.jupiter.api.Test;

class FitTest {
    private static final TrainConfig RUN = TinyRun.config(Stage.B, 1);

    private static Fit fit(long memory) {
        return new Fit(TinyModel.config(), TinyModel.shape(), new Bytes(memory), 1);
    }

    private static Fit.Lever lever(Fit fit, String name) {
        return fit.levers(RUN).stream()
                .filter(lever -> lever.name().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void runFitsExactlyItsMemory() {
        var needed = fit(1).needed(fit(1).plan(RUN)).count();

        assertThat(fit(needed).holds(fit(needed).plan(RUN))).isTrue();
        assertThat(fit(needed - 1).holds(fit(needed).plan(RUN))).isFalse();
    }

    @Test
    void leversTogetherSaveMoreThanEach() {
        var fit = fit(1);

        assertThat(lever(fit, "all of these").saved().count())
                .isGreaterThan(lever(fit, "train.checkpointing=block").saved().count())
                .isGreaterThan(lever(fit, "train.average.place=cpu").saved().count());
    }

    @Test
    void batchThatIsProposedFitsAndTheNextDoesNot() {
        var three = fit(1).needed(fit(1).plan(RUN.planned(Stage.B, 3, Precision.FLOAT32)))
                .count();

        var lever = lever(fit(three + 1), "train.batch");

        assertThat(lever.name()).isEqualTo("train.batch=3");
        assertThat(lever.holds()).isTrue();
    }

    @Test
    void leverThatIsPulledIsNotProposed() {
        assertThat(fit(1).levers(RUN.with(Checkpointing.BLOCK)))
                .noneMatch(lever -> lever.name().contains("checkpointing"));
    }
}
