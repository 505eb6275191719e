package jointdit.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jointdit.diffusion.NoiseLevel;
import jointdit.diffusion.Preconditioning;
import jointdit.golden.Golden;
import jointdit.nn.Context;
import jointdit.pretrained.ModelFolder.Variant;
import jointdit.tensor.Array;
import jointdit.tensor.DataType;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Shape;
import jointdit.tensor.Tensor;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Joint models over the published networks, small ones with the outputs of their original code. */
class PretrainedTowersTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");
    private static final Golden SVD = Golden.open(GOLDENS.resolve("unet_svd_small"));
    private static final Golden AUDIOLDM2 = Golden.open(GOLDENS.resolve("unet_aldm2_small"));
    private static final LatentShape SHAPE = new LatentShape(3, 4, 8, 4, 7, 8, 16, 8);

    /** Experts are the second of two levels and the middle, or the first, the second and the middle. */
    static JointConfig config(List<Integer> experts) {
        return new JointConfig(
                new TowerConfig.Svd(SVD.folder().toString(), Optional.of(experts), Variant.FULL, 0.18215, 127),
                new TowerConfig.Audioldm2(AUDIOLDM2.folder().toString(), Optional.of(experts), Variant.FULL, 8, 6),
                2,
                Optional.of(32),
                5,
                TinyModel.config().videoNoise(),
                TinyModel.config().audioNoise(),
                new Preconditioning.Velocity(),
                Optional.empty(),
                1,
                1,
                AttentionConfig.WHOLE,
                Optional.empty());
    }

    private static Array[] inputs(Mode mode) {
        var clips = SVD.input("sample").shape().size(0);
        var keep = new float[2 * clips];
        for (var clip = 0; clip < clips; clip++) {
            keep[2 * clip] = mode.toVideo() ? 1 : 0;
            keep[2 * clip + 1] = mode.toAudio() ? 1 : 0;
        }
        return Stream.of(
                        Stream.of("sample", "timestep", "encoder_hidden_states", "added_time_ids")
                                .map(SVD::input),
                        Stream.of(
                                        "sample",
                                        "timestep",
                                        "encoder_hidden_states",
                                        "encoder_hidden_states_1",
                                        "encoder_attention_mask_1")
                                .map(AUDIOLDM2::input),
                        Stream.of(Array.of(Shape.of(clips, 2), keep)))
                .flatMap(s -> s)
                .toArray(Array[]::new);
    }

    private static Graph graph(JointConfig config) {
        var specs = Stream.of(inputs(Mode.FULL)).map(Array::spec).toList();
        return Graph.trace(Precision.FLOAT32, specs, scope -> {
            var model = JointDiT.of(scope, config, SHAPE);
            var video = (SvdTower) config.video().video(scope.in("video"), config, SHAPE);
            var audio = (AudioLdm2Tower) config.audio().audio(scope.in("audio"), config, SHAPE);
            return in -> model.run(
                    new Lane<>(video, video.enter(in.get(0), in.get(1), in.get(2), in.get(3))),
                    new Lane<>(audio, audio.enter(in.get(4), in.get(5).to(DataType.FLOAT32), streams(in))),
                    Interaction.of(in.get(9)));
        });
    }

    private static List<Context> streams(List<Tensor> in) {
        return List.of(Context.of(in.get(6)), Context.masked(in.get(7), in.get(8)));
    }

    private static Weights fresh(JointConfig config, Graph graph) {
        return JointWeights.frozen(config, graph.parameters(), Set.of()).initial(Device.cpu(), 3);
    }

    /** Joint blocks whose gates are open. */
    private static Weights stirred(JointConfig config, Graph graph) {
        var weights = fresh(config, graph);
        TinyModel.stir(weights);
        return weights;
    }

    @Test
    void freshJointModelGivesTheOutputsOfBothPublishedNetworks() {
        for (var experts : List.of(List.of(1), List.of(0, 1), List.<Integer>of())) {
            var config = config(experts);
            var graph = graph(config);
            try (var weights = fresh(config, graph);
                    var program = new Program(graph, weights)) {
                var outputs = program.run(inputs(Mode.FULL));

                assertEqual(outputs.get(0), SVD);
                assertEqual(outputs.get(1), AUDIOLDM2);
            }
        }
    }

    private static void assertEqual(Array found, Golden golden) {
        var wanted = golden.value("output.sample");
        assertThat(found.shape()).isEqualTo(wanted.shape());
        for (var i = 0; i < wanted.floats().length; i++) {
            var value = wanted.floats()[i];
            assertThat((double) found.floats()[i])
                    .isCloseTo(value, within(golden.tolerance("output.sample").of(value)));
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void openGatesCarryInformationOnlyWhereTheModeSays(Mode mode) {
        var config = config(List.of(1));
        var graph = graph(config);
        try (var weights = stirred(config, graph);
                var program = new Program(graph, weights)) {
            var base = program.run(inputs(mode));
            var otherVideo = program.run(otherNoise(mode, 0));
            var otherAudio = program.run(otherNoise(mode, 4));

            assertThat(same(base, otherAudio, 0)).isEqualTo(!mode.toVideo());
            assertThat(same(base, otherVideo, 1)).isEqualTo(!mode.toAudio());
            assertThat(same(base, otherVideo, 0)).isFalse();
        }
    }

    private static Array[] otherNoise(Mode mode, int input) {
        var inputs = inputs(mode);
        inputs[input] = Noise.normal(inputs[input].shape(), 8);
        return inputs;
    }

    private static boolean same(List<Array> left, List<Array> right, int output) {
        return Arrays.equals(left.get(output).floats(), right.get(output).floats());
    }

    @Test
    void audioIsToldItsDdpmStepAndScaledByTheNoise() {
        var model = config(List.of(1));
        var ddpm = new NoiseLevel.Ddpm(1000, 0.0015, 0.0195);
        var config = new JointConfig(
                model.video(),
                model.audio(),
                2,
                Optional.of(32),
                5,
                model.videoNoise(),
                ddpm,
                new Preconditioning.Velocity(),
                Optional.of(new Preconditioning.Epsilon()),
                1,
                1,
                AttentionConfig.WHOLE,
                Optional.empty());
        var step = AUDIOLDM2.input("timestep").longs()[0];
        var sigma = ddpm.sigma((step + 0.5) / 1000);
        var inputs = JointDiT.inputs(config, SHAPE, 2).stream()
                .map(spec -> Noise.normal(spec.shape(), 4))
                .toArray(Array[]::new);
        inputs[1] = scaled(AUDIOLDM2.input("sample"), Math.sqrt(1 + sigma * sigma));
        inputs[2] = Array.of(Shape.of(2, 2), 1, (float) sigma, 1, (float) sigma);
        inputs[8] = AUDIOLDM2.input("encoder_hidden_states");
        inputs[9] = AUDIOLDM2.input("encoder_hidden_states_1");
        inputs[10] = floats(AUDIOLDM2.input("encoder_attention_mask_1"));
        var graph = Graph.trace(
                Precision.FLOAT32,
                JointDiT.inputs(config, SHAPE, 2),
                scope -> JointDiT.of(scope, config, SHAPE)::apply);
        try (var weights = fresh(config, graph);
                var program = new Program(graph, weights)) {
            assertEqual(program.run(inputs).get(1), AUDIOLDM2);
        }
    }

    private static Array scaled(Array array, double factor) {
        var values = array.floats().clone();
        for (var i = 0; i < values.length; i++) {
            values[i] *= (float) factor;
        }
        return Array.of(array.shape(), values);
    }

    private static Array floats(Array integers) {
        var values = new float[integers.longs().length];
        for (var i = 0; i < values.length; i++) {
            values[i] = integers.longs()[i];
        }
        return Array.of(integers.shape(), values);
    }

    @Test
    void jointTokensSitBehindTheChosenLevels() {
        var graph = graph(config(List.of(0, 1)));
        var widths = graph.parameters().stream()
                .filter(p -> p.name().matches("joint\\.\\d\\.(video|audio)\\.mlp\\.fc1\\.weight"))
                .map(p -> p.shape().size(1))
                .toList();

        assertThat(widths).containsExactly(32, 16, 64, 32, 64, 32);
    }

    @Test
    void towerForTheOtherModalityIsAnError() {
        var config = config(List.of(1));
        var crossed = new JointConfig(
                config.audio(),
                config.audio(),
                2,
                Optional.of(32),
                5,
                config.videoNoise(),
                config.audioNoise(),
                config.preconditioning(),
                Optional.empty(),
                1,
                1,
                AttentionConfig.WHOLE,
                Optional.empty());

        assertThatThrownBy(() -> Sampler.trace(crossed, SHAPE, 1, Precision.FLOAT32))
                .hasMessage("video.kind cannot be audioldm2, a network for sound; try svd");
    }

    @Test
    void levelThatTheNetworkLacksIsAnError() {
        assertThatThrownBy(() -> Sampler.trace(config(List.of(1, 2)), SHAPE, 1, Precision.FLOAT32))
                .hasMessage("experts must be levels below 2, which the network has, found [1, 2]");
    }

    @Test
    void levelsThatDoNotRiseAreAnError() {
        assertThatThrownBy(() -> config(List.of(1, 1)))
                .hasMessage("experts must be rising numbers from 0, found [1, 1]");
    }

    @Test
    void pretrainedTowersNeedAJointWidth() {
        var config = config(List.of(1));

        assertThatThrownBy(() -> new JointConfig(
                        config.video(),
                        config.audio(),
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
                .hasMessageStartingWith("joint-width must be set");
    }
}
