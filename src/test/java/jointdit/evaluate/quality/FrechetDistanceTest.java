package jointdit.evaluate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
    /** Points whose mean is {@code mean} and whose unbiased variances are {@code variances}, without correlation. */
    private static GaussianSums cross(double[] mean, double... variances) {
        var sums = new GaussianSums(mean.length);
        int count = 2 * mean.length;
        for (int i = 0; i < mean.length; i++) {
            for (int sign : new int[] {-1, 1}) {
                var point = new float[mean.length];
                for (int k = 0; k < mean.length; k++) {
                    point[k] = (float) mean[k];
                }
                point[i] += (float) (sign * Math.sqrt(variances[i] * (count - 1) / 2));
                sums.add(point);
            }
        }
        return sums;
    }

    @Test
    void diagonalCovariancesGiveTheSumOfSquaredDifferencesOfDeviations() {
        var left = cross(new double[] {0, 0, 0}, 1, 4, 9);
        var right = cross(new double[] {1, -2, 0.5}, 4, 4, 0.25);

        // (1-2)^2 + 0 + (3-0.5)^2 and 1 + 4 + 0.25
        assertThat(FrechetDistance.between(left, right)).isCloseTo(1 + 6.25 + 5.25, within(1e-4));
    }

    @Test
    void correlatedGaussiansAgreeWithTheFormulaOfTwoByTwo() {
        // C1 = [[2, 1], [1, 2]], C2 = identity: tr sqrt(C1) = sqrt(3) + 1
        var left = new GaussianSums(2);
        double a = Math.sqrt(3) * Math.sqrt(1.5);
        double b = Math.sqrt(1.5);
        for (int sign : new int[] {-1, 1}) {
            left.add(new float[] {(float) (sign * a / Math.sqrt(2)), (float) (sign * a / Math.sqrt(2))});
            left.add(new float[] {(float) (sign * b / Math.sqrt(2)), (float) (-sign * b / Math.sqrt(2))});
        }
        var right = cross(new double[] {0, 0}, 1, 1);

        assertThat(FrechetDistance.between(left, right)).isCloseTo(4 + 2 - 2 * (Math.sqrt(3) + 1), within(1e-4));
    }

    @Test
    void equalSetsAreNoDistanceApartAndItIsSymmetric() {
        var random = new Random(1);
        var left = random(random, 300, 64, 0);
        var right = random(random, 300, 64, 0.3);

        assertThat(FrechetDistance.between(left, left)).isCloseTo(0, within(1e-6));
        assertThat(FrechetDistance.between(left, right))
                .isCloseTo(FrechetDistance.between(right, left), within(1e-6))
                .isGreaterThan(64 * 0.09 * 0.8);
    }

    @Test
    void partsMergeToTheWholeAndCanBeTakenOut() {
        var random = new Random(2);
        var first = random(random, 50, 8, 0);
        var second = random(random, 70, 8, 1);
        var whole = new GaussianSums(8).merge(first).merge(second);

        assertThat(whole.count()).isEqualTo(120);
        assertThat(FrechetDistance.between(whole.without(second), first)).isCloseTo(0, within(1e-6));
    }

    @Test
    void fewVectorsGiveAReason() {
        var random = new Random(3);

        assertThat(FrechetDistance.problem(random(random, 8, 8, 0), random(random, 20, 8, 0)))
                .contains("wanted at least 9 vectors for 8 values, found 8");
        assertThat(FrechetDistance.problem(random(random, 9, 8, 0), random(random, 20, 8, 0)))
                .isEmpty();
    }

    @Test
    void fiveHundredAndTwelveValuesTakeSeconds() {
        var random = new Random(4);

        assertThat(FrechetDistance.between(random(random, 600, 512, 0), random(random, 600, 512, 0)))
                .isPositive();
    }

    private static GaussianSums random(Random random, int count, int width, double shift) {
        var sums = new GaussianSums(width);
        for (int i = 0; i < count; i++) {
            var vector = new float[width];
            for (int k = 0; k < width; k++) {
                vector[k] = (float) (random.nextGaussian() + shift);
            }
            sums.add(vector);
        }
        return sums;
    }
}
