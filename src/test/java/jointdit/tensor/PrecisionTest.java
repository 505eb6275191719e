package jointdit.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrecisionTest {
    private static final Array[] BATCH = TinyTransformer.batch(1, 0);

    /** Output and gradient of the tiny transformer. */
    private record Result(float[] output, float[] gradient) {
        static Result of(Precision precision) {
            var transformer = TinyTransformer.traced(precision, 2);
            try (var weights = transformer.weights(1);
                    var program = new Program(transformer.graph(), weights);
                    var gradient = program.gradient(BATCH)) {
                return new Result(gradient.outputs().get(1).floats(), gradient.floats());
            }
        }
    }

    /** Norm of the difference over the norm of {@code wanted}. */
    private static double error(float[] found, float[] wanted) {
        var off = 0.0;
        var all = 0.0;
        for (var i = 0; i < wanted.length; i++) {
            off += Math.pow(found[i] - wanted[i], 2);
            all += Math.pow(wanted[i], 2);
        }
        return Math.sqrt(off / all);
    }

    @Test
    void bfloat16AgreesWithFloat32() {
        var exact = Result.of(Precision.FLOAT32);
        var rounded = Result.of(Precision.BFLOAT16);
        assertThat(error(rounded.output(), exact.output())).isBetween(1e-5, 5e-3);
        assertThat(error(rounded.gradient(), exact.gradient())).isBetween(1e-5, 1e-2);
    }

    @Test
    void weightsStayFloat32() {
        var transformer = TinyTransformer.traced(Precision.BFLOAT16, 1);
        try (var weights = transformer.weights(1);
                var program = new Program(transformer.graph(), weights);
                var adamW = new AdamW(weights, new AdamW.Settings(0.9, 0.999, 1e-8, 0))) {
            var before = weights.learning();
            try (var gradient = program.gradient(BATCH)) {
                adamW.step(gradient, 1e-3); // moves each weight by about 1e-6, which bfloat16 could not hold
            }
            assertThat(error(weights.learning(), before)).isBetween(1e-7, 1e-4);
        }
    }
}
