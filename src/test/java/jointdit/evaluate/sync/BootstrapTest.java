package jointdit.evaluate.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void intervalOfAMeanIsTwoStandardErrorsWide() {
        var values = new Random(1).doubles(400).boxed().toList();

        var figure = new Bootstrap(2000, 5).figure("mean", values, BootstrapTest::mean);

        // uniform values have standard deviation 1 / sqrt(12)
        double error = 1.96 / Math.sqrt(12) / Math.sqrt(400);
        assertThat(figure.value() - figure.low()).isEqualTo(error, within(0.15 * error));
        assertThat(figure.high() - figure.value()).isEqualTo(error, within(0.15 * error));
    }

    @Test
    void equalClipsHaveNoInterval() {
        var figure = new Bootstrap(40, 5).figure("mean", List.of(0.5, 0.5), BootstrapTest::mean);

        assertThat(figure).isEqualTo(new Figure("mean", 0.5, 0.5, 0.5, 2));
    }

    @Test
    void fewRoundsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bootstrap(39, 0))
                .withMessage("rounds must be at least 40, found 39");
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElseThrow();
    }
}
