package jointdit.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasureSumsTest {
    private static final Redraws REDRAWS = Redraws.of(3);

    @Test
    void intervalOfAMeanIsTwoStandardErrorsWideOnEachSide() {
        var random = new SplittableRandom(1);
        var values = random.doubles(400).toArray(); // deviation 1/sqrt(12)
        var figure = sums(values, 0, 400).figure("x");

        double error = Math.sqrt(1 / 12.0 / 400);
        assertThat(figure.value())
                .isCloseTo(
                        IntStream.range(0, 400)
                                .mapToDouble(i -> values[i])
                                .average()
                                .orElse(0),
                        within(1e-12));
        assertThat(figure.value() - figure.low()).isCloseTo(1.96 * error, within(0.2 * error));
        assertThat(figure.high() - figure.value()).isCloseTo(1.96 * error, within(0.2 * error));
        assertThat(figure.n()).isEqualTo(400);
    }

    @Test
    void ninetyFiveOfAHundredIntervalsHoldTheTruth() {
        int held = 0;
        for (int trial = 0; trial < 200; trial++) {
            var values = new SplittableRandom(trial).doubles(60).toArray();
            var figure = sums(values, trial * 60, 60).figure("x");
            held += figure.low() <= 0.5 && 0.5 <= figure.high() ? 1 : 0;
        }

        assertThat(held).isBetween(178, 199);
    }

    @Test
    void partsMergeToTheWhole() {
        var values = new SplittableRandom(2).doubles(50).toArray();
        var whole = sums(values, 0, 50).figure("x");
        var merged = sums(values, 0, 20).merge(sums(values, 20, 30)).figure("x");

        assertThat(merged.value()).isCloseTo(whole.value(), within(1e-12));
        assertThat(merged.low()).isCloseTo(whole.low(), within(1e-12));
        assertThat(merged.high()).isCloseTo(whole.high(), within(1e-12));
    }

    @Test
    void clipsWeighAsMuchAsTheirDenominators() {
        var sums = new MeasureSums(40);
        for (int i = 0; i < 5; i++) {
            sums.add(new Measure("f1", i == 0 ? 6 : 0, i == 0 ? 6 : 1), new byte[40]);
        }

        assertThat(sums.figure("f1").note()).contains("any redraw of 5 clips");
        var drawn = new MeasureSums(40);
        IntStream.range(0, 5).forEach(i -> drawn.add(new Measure("f1", i == 0 ? 6 : 0, i == 0 ? 6 : 1), ones()));
        assertThat(drawn.figure("f1").value()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void differencesOfRunsOverTheSameClipsAreSharp() {
        var values = new SplittableRandom(5).doubles(100).toArray();
        var better = IntStream.range(0, 100).mapToDouble(i -> values[i] + 0.01).toArray();

        var difference = sums(better, 0, 100).over(sums(values, 0, 100), "x");

        assertThat(difference.value()).isCloseTo(0.01, within(1e-9));
        assertThat(difference.high() - difference.low()).isLessThan(1e-9);
    }

    @Test
    void fewClipsAndEmptyOnesGiveAReason() {
        assertThat(sums(new double[] {1, 2, 3}, 0, 3).figure("x").note()).isEqualTo("wanted at least 5 clips, found 3");
        var empty = new MeasureSums(40);
        IntStream.range(0, 6).forEach(i -> empty.add(new Measure("f1", 0, 0), ones()));
        assertThat(empty.figure("f1").note()).isEqualTo("nothing to measure in any of 6 clips");
        assertThat(empty.figure("f1").known()).isEmpty();
    }

    @Test
    void redrawsHaveMeanAndVarianceOne() {
        double sum = 0;
        double squares = 0;
        for (int clip = 0; clip < 100; clip++) {
            for (byte times : REDRAWS.times("clip-" + clip)) {
                sum += times;
                squares += times * times;
            }
        }

        assertThat(sum / 100_000).isCloseTo(1, within(0.02));
        assertThat(squares / 100_000 - 1).isCloseTo(1, within(0.05));
        assertThat(REDRAWS.times("a")).isEqualTo(REDRAWS.times("a")).isNotEqualTo(REDRAWS.times("b"));
        assertThat(Redraws.of(4).times("a")).isNotEqualTo(REDRAWS.times("a"));
    }

    private static MeasureSums sums(double[] values, int from, int count) {
        var sums = new MeasureSums(REDRAWS.rounds());
        for (int i = 0; i < count; i++) {
            int at = values.length == count ? i : from + i;
            sums.add(Measure.mean("x", values[at]), REDRAWS.times("clip-" + (from + i)));
        }
        return sums;
    }

    private static byte[] ones() {
        var times = new byte[40];
        java.util.Arrays.fill(times, (byte) 1);
        return times;
    }
}
