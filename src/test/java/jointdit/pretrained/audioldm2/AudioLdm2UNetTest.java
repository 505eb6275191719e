package jointdit.pretrained.audioldm2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.BiFunction;
import jointdit.nn.Context;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.Published;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Shape;
import jointdit.tensor.Spec;
import jointdit.tensor.Tensor;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioLdm2UNetTest {
    /** Three levels, attention at both ends of the way down and in the middle of the way up. */
    private static final String TINY = """
            {"in_channels": 3, "out_channels": 5, "block_out_channels": [8, 16, 8], "norm_num_groups": 4,
             "attention_head_dim": [2, 4, 1], "transformer_layers_per_block": [1, 2, 1], "layers_per_block": 1,
             "cross_attention_dim": [[null, 6, 7], [6, null, 7], [6, 6]], %s
             "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D", "CrossAttnDownBlock2D"],
             "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"]}
            """;

    private static AudioLdm2UNetConfig tiny(String option) {
        return AudioLdm2UNetConfig.read(ModelConfig.parse("tiny", TINY.formatted(option)));
    }

    private static List<Spec> specs(int channels, int height, int width, int... contextWidths) {
        return List.of(
                Spec.floats(2, channels, height, width),
                Spec.floats(2),
                Spec.floats(2, 4, contextWidths[0]),
                Spec.floats(2, 5, contextWidths[1]));
    }

    private static Graph graph(
            AudioLdm2UNetConfig config, List<Spec> specs, BiFunction<AudioLdm2UNet, List<Tensor>, Tensor> call) {
        return Graph.trace(Precision.FLOAT32, specs, scope -> {
            var unet = AudioLdm2UNet.of(scope, config);
            return in -> List.of(call.apply(unet, in));
        });
    }

    private static Tensor whole(AudioLdm2UNet unet, List<Tensor> in) {
        return unet.apply(in.get(0), in.get(1), streams(in));
    }

    private static List<Context> streams(List<Tensor> in) {
        return List.of(Context.of(in.get(2)), Context.of(in.get(3)));
    }

    @Test
    void publishedSizeAsksForThePublishedTensors() {
        var published = new Published("audioldm2_unet");
        var config = AudioLdm2UNetConfig.read(published.config());
        var graph = graph(config, specs(8, 8, 8, 768, 1024), AudioLdm2UNetTest::whole);
        published.assertAskedFor(graph.parameters(), "");
        assertThat(graph.outputs().get(0).shape()).isEqualTo(Shape.of(2, 8, 8, 8));
    }

    @Test
    void oddSizesComeBack() {
        var graph = graph(tiny(""), specs(3, 7, 5, 6, 7), AudioLdm2UNetTest::whole);
        assertThat(graph.outputs().get(0).shape()).isEqualTo(Shape.of(2, 5, 7, 5));
    }

    @Test
    void oneStreamStandsForBoth() {
        var config = AudioLdm2UNetConfig.read(
                ModelConfig.parse("tiny", TINY.formatted("").replace("7", "6")));
        var one = graph(
                config,
                specs(3, 4, 4, 6, 6),
                (unet, in) -> unet.apply(in.get(0), in.get(1), List.of(Context.of(in.get(2)))));
        var both = graph(
                config,
                specs(3, 4, 4, 6, 6),
                (unet, in) -> unet.apply(in.get(0), in.get(1), List.of(Context.of(in.get(2)), Context.of(in.get(2)))));
        assertThat(run(one)).containsExactly(run(both));
    }

    @Test
    void stagesAreTheLevelsDownTheMiddleAndTheLevelsUp() {
        graph(tiny(""), specs(3, 8, 8, 6, 7), (unet, in) -> {
            assertThat(unet.stages()).hasSize(3 + 1 + 3);
            var state = unet.begin(in.get(0), in.get(1), streams(in));
            for (var stage : unet.stages()) {
                state = stage.apply(state);
            }
            assertThat(state.skips()).isEmpty();
            return unet.end(state);
        });
    }

    @Test
    void bothStreamsAndTheStepMatter() {
        var graph = graph(tiny(""), specs(3, 4, 4, 6, 7), AudioLdm2UNetTest::whole);
        var plain = run(graph);
        for (var changed = 1; changed < 4; changed++) {
            assertThat(run(graph, changed)).as("input %d", changed).isNotEqualTo(plain);
        }
    }

    /** Runs on noise; the inputs at {@code changed} get other noise. */
    private static float[] run(Graph graph, int... changed) {
        var inputs = new Array[graph.inputs().size()];
        for (var i = 0; i < inputs.length; i++) {
            inputs[i] = Noise.normal(graph.inputs().get(i).shape(), i);
        }
        for (var i : changed) {
            inputs[i] = Noise.normal(graph.inputs().get(i).shape(), 10 + i);
        }
        try (var weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 5);
                var program = new Program(graph, weights)) {
            return program.run(inputs).get(0).floats();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"time_embedding_type\": \"fourier\"|time_embedding_type",
                "\"class_embed_type\": \"projection\"|class_embed_type",
                "\"resnet_time_scale_shift\": \"scale_shift\"|resnet_time_scale_shift",
                "\"only_cross_attention\": true|only_cross_attention",
                "\"only_cross_attention\": [false, true, false]|only_cross_attention",
                "\"num_attention_heads\": 4|num_attention_heads",
                "\"act_fn\": \"gelu\"|act_fn",
                "\"encoder_hid_dim\": 3|encoder_hid_dim"
            })
    void unsupportedOptionsAreNamed(String option, String name) {
        assertThatThrownBy(() -> tiny(option + ","))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("tiny");
    }

    @Test
    void unknownBlocksAreNamed() {
        var text = TINY.formatted("").replace("\"DownBlock2D\"", "\"AttnDownBlock2D\"");
        assertThatThrownBy(() -> AudioLdm2UNetConfig.read(ModelConfig.parse("tiny", text)))
                .hasMessage("Option down_block_types of tiny has AttnDownBlock2D; supported here:"
                        + " CrossAttnDownBlock2D and DownBlock2D");
    }
}
