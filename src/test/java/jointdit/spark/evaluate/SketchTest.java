package jointdit.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SketchTest {
    @Test
    void distancesAreAboutTheSame() {
        var sketch = new Sketch(32, 3);
        var random = new Random(1);
        double ratios = 0;
        for (int pair = 0; pair < 50; pair++) {
            var left = normal(random);
            var right = normal(random);
            ratios += distance(sketch.of(left), sketch.of(right)) / distance(wide(left), wide(right)) / 50;
        }

        assertThat(ratios).isCloseTo(1, within(0.06));
    }

    @Test
    void narrowVectorsStayAsTheyAre() {
        assertThat(new Sketch(4, 3).of(new float[] {1, 2, 3})).containsExactly(1, 2, 3);
    }

    @Test
    void equalVectorsHaveEqualSketches() {
        var vector = normal(new Random(2));

        assertThat(new Sketch(32, 3).of(vector)).isEqualTo(new Sketch(32, 3).of(vector.clone()));
        assertThat(new Sketch(32, 3).of(vector)).isNotEqualTo(new Sketch(32, 4).of(vector));
    }

    private static float[] normal(Random random) {
        var vector = new float[1000];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static double[] wide(float[] vector) {
        var wide = new double[vector.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = vector[i];
        }
        return wide;
    }

    private static double distance(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (left[i] - right[i]) * (left[i] - right[i]);
        }
        return Math.sqrt(sum);
    }
}
