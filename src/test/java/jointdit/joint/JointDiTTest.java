package jointdit.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import jointdit.diffusion.NoiseLevel;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JointDiTTest {
    @Test
    void longerLatentsThanTheMostAreRefused() {
        var config = TinyModel.config().limited(Optional.of(3));

        assertThat(config.cut(TinyModel.shape())).isEqualTo(new LatentShape(3, 3, 4, 4, 8, 2, 5, 4));
        assertThat(TinyModel.config().cut(TinyModel.shape())).isEqualTo(TinyModel.shape());
        assertThatThrownBy(() -> Graph.parameters(scope -> JointDiT.of(scope, config, TinyModel.shape())))
                .hasMessage("Wanted clips of at most 3 latent frames (model.max-frames), found 4; take shorter clips"
                        + " or raise max-frames");
    }

    @Test
    void freshJointModelEqualsItsTowersExactly() {
        var joint = TinyModel.joint();
        var towers = TinyModel.towers();
        try (var weights = headsStirred(joint);
                var together = new Program(joint, weights);
                var apart = new Program(towers, weights)) {
            var wanted = TinyModel.run(apart, 1, 2, Mode.FULL);
            var found = TinyModel.run(together, 1, 2, Mode.FULL);

            assertThat(found.get(0).floats()).containsExactly(wanted.get(0).floats());
            assertThat(found.get(1).floats()).containsExactly(wanted.get(1).floats());
            assertThat(found.get(0).floats())
                    .isNotEqualTo(new float[found.get(0).floats().length]);
        }
    }

    /** Fresh joint blocks between towers whose zero layers were filled, so that the outputs are not zero. */
    private static Weights headsStirred(Graph graph) {
        var fresh = TinyModel.fresh(graph);
        try (var stirred = TinyModel.stirred(graph)) {
            graph.parameters().stream()
                    .map(p -> p.name())
                    .filter(name -> !name.startsWith("joint."))
                    .forEach(name -> fresh.set(name, FloatBuffer.wrap(stirred.floats(name))));
        }
        return fresh;
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void eachModeCarriesInformationOnlyWhereItSays(Mode mode) {
        var graph = TinyModel.joint();
        try (var weights = TinyModel.stirred(graph);
                var program = new Program(graph, weights)) {
            var base = TinyModel.run(program, 1, 2, mode);
            var otherAudio = TinyModel.run(program, 1, 3, mode);
            var otherVideo = TinyModel.run(program, 4, 2, mode);

            assertThat(Arrays.equals(base.get(0).floats(), otherAudio.get(0).floats()))
                    .isEqualTo(!mode.toVideo());
            assertThat(Arrays.equals(base.get(1).floats(), otherVideo.get(1).floats()))
                    .isEqualTo(!mode.toAudio());
        }
    }

    @Test
    void patchThatDoesNotDivideTheLatentsIsAnError() {
        var config = new JointConfig(
                new TowerConfig.Transformer(16, 2, 2, 1, 3, 2),
                TinyModel.config().audio(),
                2,
                Optional.empty(),
                5,
                new NoiseLevel.LogNormal(0, 1),
                new NoiseLevel.LogNormal(0, 1),
                TinyModel.config().preconditioning(),
                Optional.empty(),
                1,
                1,
                AttentionConfig.WHOLE,
                Optional.empty());

        assertThatThrownBy(() -> Sampler.trace(config, TinyModel.shape(), 1, Precision.FLOAT32))
                .hasMessage("patch-height must divide the 4 latent rows, found 3");
    }

    @Test
    void towersOfDifferentDepthAreAnError() {
        var config = TinyModel.config();

        assertThatThrownBy(() -> new JointConfig(
                        config.video(),
                        new TowerConfig.Transformer(8, 3, 1, 2, 1, 4),
                        2,
                        Optional.empty(),
                        5,
                        config.videoNoise(),
                        config.audioNoise(),
                        config.preconditioning(),
                        Optional.empty(),
                        1,
                        1,
                        AttentionConfig.WHOLE,
                        Optional.empty()))
                .hasMessage("Both towers need the same depth, found 2 and 3");
    }
}
