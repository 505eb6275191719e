package jointdit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import jointdit.joint.TinyModel;
import jointdit.tensor.Noise;
import jointdit.train.TrainConfig.Average;
import jointdit.train.TrainConfig.Average.Place;
import jointdit.train.TrainConfig.Times;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final long[] SEEDS =
            LongStream.range(0, 4000).map(i -> Noise.seed(5, i)).toArray();

    /** Noise of video and audio of each clip, one after the other. */
    private static float[] sigmas(Times times) {
        var config = TinyRun.config(Stage.B, 1, times, new Average(Place.DEVICE, 1));
        return new Batch(TinyModel.config(), TinyModel.shape(), config)
                .sigmas(SEEDS)
                .floats();
    }

    /** Of the logarithms. */
    private static double correlation(float[] pairs) {
        double[] sums = new double[5];
        for (var i = 0; i < SEEDS.length; i++) {
            var x = Math.log(pairs[2 * i]);
            var y = Math.log(pairs[2 * i + 1]);
            var terms = new double[] {x, y, x * x, y * y, x * y};
            for (var k = 0; k < terms.length; k++) {
                sums[k] += terms[k] / SEEDS.length;
            }
        }
        var covariance = sums[4] - sums[0] * sums[1];
        return covariance / Math.sqrt((sums[2] - sums[0] * sums[0]) * (sums[3] - sums[1] * sums[1]));
    }

    @Test
    void coupledModalitiesShareTheirTime() {
        var found = sigmas(Times.COUPLED);
        var time = new SplittableRandom(Noise.seed(SEEDS[7], 0)).nextDouble(1e-4, 1 - 1e-4);

        assertThat(found[14]).isEqualTo((float) TinyModel.config().videoNoise().sigma(time));
        assertThat(found[15]).isEqualTo((float) TinyModel.config().audioNoise().sigma(time));
        assertThat(correlation(found)).isCloseTo(1, within(1e-6));
    }

    @Test
    void independentTimesAreUncorrelatedAndComeAgain() {
        var found = sigmas(Times.INDEPENDENT);

        assertThat(correlation(found)).isCloseTo(0, within(0.06)); // four deviations of 4000 clips
        assertThat(found).isEqualTo(sigmas(Times.INDEPENDENT));
    }

    @Test
    void theVideoHasTheSameTimesEitherWay() {
        var coupled = sigmas(Times.COUPLED);
        var independent = sigmas(Times.INDEPENDENT);

        for (var i = 0; i < coupled.length; i += 2) {
            assertThat(independent[i]).isEqualTo(coupled[i]);
        }
    }
}
