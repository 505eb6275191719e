package jointdit.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import jointdit.generate.TinyModel;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Shape;
import jointdit.tensor.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnimodalDenoiserTest {
    private static final JointConfig MODEL = TinyModel.MODEL;
    private static final LatentShape SHAPE = TinyModel.SHAPE;

    @ParameterizedTest
    @EnumSource
    void aTowerAloneEstimatesWhatItDoesBesideTheOther(UnimodalDenoiser denoiser) {
        var both = Graph.trace(Precision.FLOAT32, JointDiT.inputs(MODEL, SHAPE, 1), scope -> {
            var towers = JointDiT.towersOnly(scope, MODEL, SHAPE);
            return in -> List.copyOf(towers.denoise(in));
        });
        try (var weights = TinyModel.weights();
                var together = new Program(both, weights);
                var alone = new Program(denoiser.trace(MODEL, SHAPE, 1), weights)) {
            var inputs = JointDiT.inputs(MODEL, SHAPE, 1);
            var sigmas = Array.of(Shape.of(1, 2), 0.7f, 3);
            var picture = noise(inputs, 3);
            var text = noise(inputs, 4);
            var wanted = together.run(
                    noise(inputs, 0), noise(inputs, 1), sigmas, picture, text, Array.of(Shape.of(1, 4), 1, 1, 1, 1));
            var found = alone.run(
                    noise(inputs, denoiser.ordinal()),
                    Array.of(Shape.of(1), sigmas.floats()[denoiser.ordinal()]),
                    picture,
                    text,
                    Array.of(Shape.of(1, 2), 1, 1));

            assertThat(found.get(0).floats())
                    .containsExactly(wanted.get(denoiser.ordinal()).floats(), within(1e-5f));
        }
    }

    @Test
    void ofTheOtherTowerItNeedsNothing() {
        assertThat(UnimodalDenoiser.AUDIO.trace(MODEL, SHAPE, 1).parameters())
                .allMatch(parameter -> parameter.name().startsWith("audio."));
    }

    private static Array noise(List<Spec> inputs, int index) {
        return Noise.normal(inputs.get(index).shape(), 10 + index);
    }
}
