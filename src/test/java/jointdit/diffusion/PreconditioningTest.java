package jointdit.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Safetensors;
import jointdit.tensor.Shape;
import jointdit.tensor.Spec;
import jointdit.tensor.Tensor;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden tables, computed in float64 from the paper's formulas; see meta.json beside them. */
class PreconditioningTest {
    private static final Safetensors GOLDEN =
            Safetensors.open(Path.of("src/test/resources/goldens/edm_preconditioning/io.safetensors"));

    @ParameterizedTest
    @CsvSource({"0.5, edm_sd0p5", "1, edm_sd1p0"})
    void tablesAreThoseOfThePaper(double sigmaData, String golden) {
        var edm = new Preconditioning.Edm(sigmaData);

        same(run((one, sigma) -> edm.denoised(one.mul(0), one, sigma)), "output.c_skip_" + golden);
        same(run((one, sigma) -> edm.denoised(one, one.mul(0), sigma)), "output.c_out_" + golden);
        same(run(edm::input), "output.c_in_" + golden);
        same(run((one, sigma) -> edm.noise(sigma)), "output.c_noise_" + golden);
        same(run((one, sigma) -> edm.weight(sigma)), "output.weight_" + golden);
    }

    @Test
    void theLimitCutsTheWeightOfCleanPrediction() {
        var weights = run((one, sigma) -> new Preconditioning.Clean(1, 5).weight(sigma));
        var edm = GOLDEN.floats("output.weight_edm_sd1p0");

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
    void latentsWithoutDeviationAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Preconditioning.Edm(0))
                .withMessage("sigma-data must be above 0, found 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Preconditioning.Clean(1, 0.5))
                .withMessage("weight-limit must be at least 1, found 0.5");
    }

    /** Values of a function of ones and of the golden noise levels. */
    private static float[] run(BiFunction<Tensor, Tensor, Tensor> function) {
        var sigmas = GOLDEN.floats("input.sigmas");
        var spec = Spec.floats(sigmas.length);
        var graph = Graph.trace(
                Precision.FLOAT32, List.of(spec, spec), scope -> in -> List.of(function.apply(in.get(0), in.get(1))));
        try (var weights = Weights.zeros(Layout.frozen(List.of()), Device.cpu());
                var program = new Program(graph, weights)) {
            var shape = Shape.of(sigmas.length);
            return program.run(Array.filled(shape, 1), Array.of(shape, sigmas))
                    .get(0)
                    .floats();
        }
    }

    private static void same(float[] found, String golden) {
        var wanted = GOLDEN.floats(golden);
        assertThat(found).hasSameSizeAs(wanted);
        for (var i = 0; i < wanted.length; i++) {
            assertThat(found[i])
                    .as("%s[%d]", golden, i)
                    .isEqualTo(wanted[i], within(1e-6f + 1e-5f * Math.abs(wanted[i])));
        }
    }
}
