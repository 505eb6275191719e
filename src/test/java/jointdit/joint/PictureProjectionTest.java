package jointdit.joint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Noise;
import jointdit.tensor.Parameter;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Shape;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Between the small published networks; what the audio tower predicts is what is looked at. */
class PictureProjectionTest {
    private static final LatentShape SHAPE = new LatentShape(3, 4, 8, 4, 7, 8, 16, 8);
    private static final JointConfig CONFIG = PretrainedTowersTest.config(List.of(1));
    private static final List<Spec> INPUTS = JointDiT.inputs(CONFIG, SHAPE, 2);
    private static final int KEEP = JointDiT.COMMON - 1;
    private static final int EMBEDDING = JointDiT.COMMON;

    private static Program fresh;
    private static Program learnt;

    @BeforeAll
    static void open() {
        fresh = program(false);
        learnt = program(true);
    }

    @AfterAll
    static void close() {
        fresh.close();
        learnt.close();
    }

    /** With the gates of the joint blocks shut, so that nothing else tells the audio of the picture. */
    private static Program program(boolean stirred) {
        var graph = Graph.trace(Precision.FLOAT32, INPUTS, scope -> JointDiT.of(scope, CONFIG, SHAPE)::apply);
        var weights = JointWeights.frozen(CONFIG, graph.parameters(), Set.of()).initial(Device.cpu(), 3);
        if (stirred) {
            graph.parameters().stream()
                    .filter(p -> p.name().startsWith("joint.picture.linear."))
                    .forEach(p -> stir(weights, p));
        }
        return new Program(graph, weights);
    }

    private static void stir(Weights weights, Parameter parameter) {
        var values = Noise.normal(parameter.shape(), 5).floats();
        weights.set(parameter.name(), FloatBuffer.wrap(values));
    }

    /** What two clips sound like with embedding {@code seed}, told {@code text} and {@code picture}. */
    private static float[] audio(Program program, int seed, int text, int picture) {
        var inputs = INPUTS.stream().map(spec -> Noise.normal(spec.shape(), 1)).toArray(Array[]::new);
        inputs[2] = Array.of(Shape.of(2, 2), 1, 1, 1, 1);
        inputs[KEEP] = Array.of(Shape.of(2, 4), text, picture, 0, 0, text, picture, 0, 0);
        inputs[EMBEDDING] = Noise.normal(INPUTS.get(EMBEDDING).shape(), seed);
        var mask = new float[(int) INPUTS.get(INPUTS.size() - 1).shape().elements()];
        Arrays.fill(mask, 1);
        inputs[INPUTS.size() - 1] = Array.of(INPUTS.get(INPUTS.size() - 1).shape(), mask);
        return program.run(inputs).get(1).floats();
    }

    @Test
    void unlearntItSaysNothing() {
        assertThat(audio(fresh, 1, 0, 1)).containsExactly(audio(fresh, 2, 0, 1));
    }

    @Test
    void thePictureSpeaksForAMissingPrompt() {
        assertThat(audio(learnt, 1, 0, 1)).isNotEqualTo(audio(learnt, 2, 0, 1)).isNotEqualTo(audio(fresh, 1, 0, 1));
    }

    @Test
    void thePromptSpeaksForItself() {
        assertThat(audio(learnt, 1, 1, 1)).containsExactly(audio(fresh, 2, 1, 1));
    }

    @Test
    void aDroppedPictureSaysNothing() {
        assertThat(audio(learnt, 1, 0, 0)).containsExactly(audio(fresh, 2, 0, 0));
    }
}
