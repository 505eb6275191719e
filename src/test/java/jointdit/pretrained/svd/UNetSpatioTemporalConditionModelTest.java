package jointdit.pretrained.svd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.Published;
import jointdit.pretrained.unet.Stage;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;

class UNetSpatioTemporalConditionModelTest {
    private static final int FRAMES = 3;
    private static final int HEIGHT = 6;
    private static final int WIDTH = 5;

    private static final UNetSpatioTemporalConfig TINY = UNetSpatioTemporalConfig.read(ModelConfig.parse("tiny", """
            {"block_out_channels": [64, 32, 32], "layers_per_block": [1, 2, 1], "num_attention_heads": [2, 4, 1],
             "cross_attention_dim": [12, 12, 12], "transformer_layers_per_block": [1, 2, 1], "in_channels": 5,
             "out_channels": 3, "addition_time_embed_dim": 8, "projection_class_embeddings_input_dim": 24,
             "down_block_types":
               ["DownBlockSpatioTemporal", "CrossAttnDownBlockSpatioTemporal", "DownBlockSpatioTemporal"],
             "up_block_types":
               ["UpBlockSpatioTemporal", "CrossAttnUpBlockSpatioTemporal", "UpBlockSpatioTemporal"]}
            """));

    private static List<Spec> specs(int clips) {
        return List.of(
                Spec.floats(clips, FRAMES, TINY.inputs(), HEIGHT, WIDTH),
                Spec.floats(clips),
                Spec.floats(clips, 2, 12),
                Spec.floats(clips, 3));
    }

    private static Graph graph(int clips) {
        return Graph.trace(Precision.FLOAT32, specs(clips), scope -> {
            var net = UNetSpatioTemporalConditionModel.of(scope, TINY);
            return in -> List.of(net.apply(in.get(0), in.get(1), in.get(2), in.get(3)));
        });
    }

    private static float[] run(int clips, List<Array> inputs) {
        var graph = graph(clips);
        try (var weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 7);
                var program = new Program(graph, weights)) {
            return program.run(inputs.toArray(Array[]::new)).get(0).floats();
        }
    }

    @Test
    void asksForThePublishedTensors() {
        var published = new Published("svd_xt_unet");
        var config = UNetSpatioTemporalConfig.read(published.config());
        var inputs = List.of(Spec.floats(1, 2, 8, 8, 8), Spec.floats(), Spec.floats(1, 1, 1024), Spec.floats(1, 3));
        var graph = Graph.trace(Precision.FLOAT32, inputs, scope -> {
            var net = UNetSpatioTemporalConditionModel.of(scope, config);
            return in -> List.of(net.apply(in.get(0), in.get(1), in.get(2), in.get(3)));
        });

        assertThat(graph.outputs()).containsExactly(Spec.floats(1, 2, 4, 8, 8));
        published.assertAskedFor(graph.parameters(), "(?!)");
    }

    @Test
    void sidesNeedNotHalveEvenly() {
        assertThat(graph(1).outputs()).containsExactly(Spec.floats(1, FRAMES, TINY.outputs(), HEIGHT, WIDTH));
    }

    @Test
    void clipsOfABatchDoNotMix() {
        var both = new ArrayList<Array>();
        var first = new ArrayList<Array>();
        for (var spec : specs(2)) {
            var noise = Noise.normal(spec.shape(), 1 + both.size());
            var half = Arrays.copyOf(noise.floats(), noise.floats().length / 2);
            both.add(noise);
            first.add(Array.of(spec.shape().with(0, 1), half));
        }

        var whole = run(2, both);
        var alone = run(1, first);

        assertThat(Arrays.copyOf(whole, alone.length)).containsExactly(alone, within(1e-5f));
    }

    @Test
    void everySkipKeptOnTheWayDownIsTakenOnTheWayUp() {
        Graph.trace(Precision.FLOAT32, specs(1), scope -> {
            var net = UNetSpatioTemporalConditionModel.of(scope, TINY);
            return in -> {
                var state = net.begin(in.get(0), in.get(1), in.get(2), in.get(3));
                var skips = new ArrayList<Integer>();
                for (var stage : net.stages()) {
                    state = stage.apply(state);
                    skips.add(state.skips().size());
                }
                assertThat(net.stages())
                        .extracting(Stage::name)
                        .containsExactly(
                                "down_blocks.0",
                                "down_blocks.1",
                                "down_blocks.2",
                                "mid_block",
                                "up_blocks.0",
                                "up_blocks.1",
                                "up_blocks.2");
                assertThat(skips).containsExactly(3, 6, 7, 7, 5, 2, 0);
                return List.of(net.end(state));
            };
        });
    }
}
