package jointdit.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Shape;
import jointdit.tensor.Spec;
import jointdit.tensor.Tensor;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;

/** The tables of the paper are compared by {@code golden.GoldensTest}. */
class PreconditioningTest {
    private static final float[] SIGMAS = {0.002f, 0.1f, 0.5f, 1, 3, 14.6f, 80, 700};

    @Test
    void theLimitCutsTheWeightOfCleanPrediction() {
        var weights = run((one, sigma) -> new Preconditioning.Clean(1, 5).weight(sigma));
        var edm = run((one, sigma) -> new Preconditioning.Edm(1).weight(sigma));

        for (var i = 0; i < weights.length; i++) {
            assertThat(weights[i]).isEqualTo(Math.min(5, edm[i]), within(1e-5f * weights[i]));
        }
    }

    @Test
    void cleanPredictionIsTheOutput() {
        assertThat(run((one, sigma) -> new Preconditioning.Clean(0.5, 5).denoised(one, one.mul(7), sigma)))
                .containsOnly(0.5f);
    }

    @Test
    void velocityOfCleanDataGivesTheDataBack() {
        // with tan a = sigma the velocity is cos a noise - sin a data; here data is 1 and noise 0
        var velocity = new Preconditioning.Velocity();
        var data = run((one, sigma) -> velocity.denoised(one.mul(0).sub(velocity.input(sigma, sigma)), one, sigma));
        for (var value : data) {
            assertThat(value).isEqualTo(1, within(1e-5f));
        }
    }

    @Test
    void noiseOfKnownDataGivesTheDataBackAtTheWeightOfNoise() {
        var epsilon = new Preconditioning.Epsilon();
        // data is 3 and noise 1
        var data = run((one, sigma) -> epsilon.denoised(one, sigma.add(3), sigma));
        var weighted = run((one, sigma) -> epsilon.weight(sigma).mul(sigma.square()));

        assertThat(data).containsExactly(three(), within(1e-4f));
        assertThat(weighted).containsExactly(run((one, sigma) -> one), within(1e-5f));
    }

    private static float[] three() {
        var three = new float[SIGMAS.length];
        Arrays.fill(three, 3);
        return three;
    }

    @Test
    void latentsWithoutDeviationAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Preconditioning.Edm(0))
                .withMessage("sigma-data must be above 0, found 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Preconditioning.Clean(1, 0.5))
                .withMessage("weight-limit must be at least 1, found 0.5");
    }

    /** Values of a function of ones and of the noise levels. */
    private static float[] run(BiFunction<Tensor, Tensor, Tensor> function) {
        var spec = Spec.floats(SIGMAS.length);
        var graph = Graph.trace(
                Precision.FLOAT32, List.of(spec, spec), scope -> in -> List.of(function.apply(in.get(0), in.get(1))));
        try (var weights = Weights.zeros(Layout.frozen(List.of()), Device.cpu());
                var program = new Program(graph, weights)) {
            var shape = Shape.of(SIGMAS.length);
            return program.run(Array.filled(shape, 1), Array.of(shape, SIGMAS))
                    .get(0)
                    .floats();
        }
    }
}
