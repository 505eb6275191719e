package jointdit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OuterStepTest {
    private static float[] floats(double... values) {
        var floats = new float[values.length];
        for (var i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    @Test
    void rateOneWithoutMomentumTakesTheMeanBitForBit() {
        var mean = new double[] {1e-30f, -3.1415927f, 12345.678f};
        var wanted = mean.clone();

        new OuterStep(1, 0).apply(floats(7e8, 2.7, -1e-9), mean, new float[3]);

        assertThat(mean).containsExactly(wanted);
    }

    /** Two steps of torch.optim.SGD(lr=0.7, momentum=0.9, nesterov=True), by hand. */
    @Test
    void velocityCarriesOn() {
        var outer = new OuterStep(0.7, 0.9);
        var velocity = new float[1];
        var first = new double[] {0.5};
        outer.apply(floats(1), first, velocity);

        assertThat(velocity[0]).isCloseTo(0.5f, within(1e-7f));
        assertThat(first[0]).isCloseTo(1 - 0.7 * (0.5 + 0.9 * 0.5), within(1e-7));

        var second = new double[] {first[0] - 0.1};
        outer.apply(floats(first), second, velocity);

        assertThat(velocity[0]).isCloseTo(0.55f, within(1e-6f));
        assertThat(second[0]).isCloseTo(first[0] - 0.7 * (0.1 + 0.9 * 0.55), within(1e-6));
    }
}
