package jointdit.evaluate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KernelDistanceTest {
    @Test
    void twoPointsOnEachSideByHand() {
        // one value: k(x, y) = (x y + 1)^3
        var left = List.of(new float[] {1}, new float[] {2});
        var right = List.of(new float[] {0}, new float[] {1});

        // within: 27 and 1; across: (1 + 8 + 1 + 27) / 4
        assertThat(KernelDistance.between(left, right)).isCloseTo(27 + 1 - 2 * 37 / 4.0, within(1e-9));
    }

    @Test
    void halvesOfOneSetAreZeroApartOnAverageAndOtherSetsAreNot() {
        var random = new Random(1);
        var all = vectors(random, 60, 0);
        double sum = 0;
        double squares = 0;
        for (int trial = 0; trial < 200; trial++) {
            Collections.shuffle(all, random);
            double distance = KernelDistance.between(all.subList(0, 30), all.subList(30, 60));
            sum += distance;
            squares += distance * distance;
        }
        double mean = sum / 200;
        double error = Math.sqrt((squares / 200 - mean * mean) / 200);

        assertThat(mean).isCloseTo(0, within(4 * error));
        assertThat(KernelDistance.between(all, vectors(random, 60, 1))).isGreaterThan(20 * error);
    }

    private static List<float[]> vectors(Random random, int count, double shift) {
        var vectors = new ArrayList<float[]>();
        for (int i = 0; i < count; i++) {
            var vector = new float[6];
            for (int k = 0; k < vector.length; k++) {
                vector[k] = (float) (random.nextGaussian() + shift);
            }
            vectors.add(vector);
        }
        return vectors;
    }
}
