package jointdit.evaluate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import jointdit.evaluate.chart.Axis.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    @Test
    void ticksAreRoundAndOnTheAxis() {
        assertThat(new Axis(0, 1, Scale.LINEAR).ticks()).containsExactly(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
        assertThat(new Axis(3, 1480, Scale.LINEAR).ticks())
                .containsExactly(200.0, 400.0, 600.0, 800.0, 1000.0, 1200.0, 1400.0);
        assertThat(new Axis(0.08, 1.3, Scale.LOG).ticks()).containsExactly(0.1, 0.2, 0.5, 1.0);
        assertThat(new Axis(1e-4, 20, Scale.LOG).ticks()).containsExactly(1e-4, 1e-3, 0.01, 0.1, 1.0, 10.0);
    }

    @Test
    void narrowLogarithmsHaveTicksToo() {
        assertThat(new Axis(0.31, 0.38, Scale.LOG).ticks()).hasSizeGreaterThan(2);
    }

    @Test
    void logarithmPutsEqualRatiosEquallyFarApart() {
        var axis = new Axis(0.01, 100, Scale.LOG);

        assertThat(axis.place(0.1)).isEqualTo(0.25);
        assertThat(axis.place(1)).isEqualTo(0.5);
    }

    @Test
    void logarithmLeavesOutWhatIsNotAboveZero() {
        assertThat(Axis.over(new double[] {-1, 0, 0.5, 4}, Scale.LOG)).isEqualTo(new Axis(0.5, 4, Scale.LOG));
    }

    @Test
    void nothingAndOneValueHaveAnAxis() {
        assertThat(Axis.over(new double[0], Scale.LINEAR)).isEqualTo(new Axis(0, 1, Scale.LINEAR));
        assertThat(Axis.over(new double[] {3, 3}, Scale.LINEAR)).isEqualTo(new Axis(2.5, 3.5, Scale.LINEAR));
        assertThat(Axis.over(new double[] {3}, Scale.LOG)).isEqualTo(new Axis(1.5, 6, Scale.LOG));
    }

    @ParameterizedTest
    @CsvSource({"1000,1000", "0.2,0.2", "0,0", "0.05,0.05", "1e-5,1e-05", "250000,250000", "1.5,1.5"})
    void numbersAreShort(double value, String text) {
        assertThat(Axis.text(value)).isEqualTo(text);
    }
}
