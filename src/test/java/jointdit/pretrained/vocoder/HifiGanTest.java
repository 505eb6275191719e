package jointdit.pretrained.vocoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.Published;
import jointdit.tensor.Graph;
import jointdit.tensor.SafetensorsEntry;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.SafetensorsWriter;
import jointdit.tensor.Shape;
import jointdit.tensor.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HifiGanTest {
    private static final String TINY = """
            {"model_in_dim": 4, "upsample_initial_channel": 8, "upsample_rates": [3, 2], "upsample_kernel_sizes": [7, 4],
             "resblock_kernel_sizes": [3, 5], "resblock_dilation_sizes": [[1, 3], [2]], "normalize_before": false%s}
            """;

    private static HifiGanConfig tiny(String more) {
        return HifiGanConfig.read(ModelConfig.parse("tiny", TINY.formatted(more)));
    }

    private static Graph graph(HifiGanConfig config, Spec spectrogram) {
        return Graph.trace(scope -> HifiGan.of(scope, config)::apply, spectrogram);
    }

    @Test
    void publishedSizeAsksForThePublishedTensors() {
        var published = new Published("audioldm2_vocoder");
        var graph = graph(HifiGanConfig.read(published.config()), Spec.floats(2, 4, 64));
        published.assertAskedFor(graph.parameters(), "");
        assertThat(graph.outputs().get(0).shape()).isEqualTo(Shape.of(2, 32 * (5 * 4 + 1)));
    }

    @Test
    void aSpectrogramAloneGivesASoundAlone() {
        // (6 - 1) 3 - 2 2 + 7 = 18, then (18 - 1) 2 - 2 + 4 = 36
        var graph = graph(tiny(""), Spec.floats(6, 4));
        assertThat(graph.outputs().get(0).shape()).isEqualTo(Shape.of(36));
    }

    @Test
    void branchesMayDifferInLength() {
        assertThat(graph(tiny(""), Spec.floats(1, 6, 4)).parameters())
                .extracting(p -> p.name())
                .contains("resblocks.0.convs1.1.weight", "resblocks.1.convs2.0.bias")
                .doesNotContain("resblocks.1.convs1.1.weight");
    }

    @Test
    void weightsSplitIntoDirectionAndLengthAreRefused(@TempDir Path folder) throws IOException {
        var entry = new SafetensorsEntry("conv_pre.weight_g", SafetensorsType.F32, 1);
        try (var out = SafetensorsWriter.to(folder.resolve("model.safetensors"), Map.of(), List.of(entry))) {
            out.write("conv_pre.weight_g", new float[] {1});
        }
        var parameters = graph(tiny(""), Spec.floats(1, 6, 4)).parameters();
        assertThatThrownBy(() -> ModelFolder.of(folder).tensors(HifiGan.NAMES).stored(parameters))
                .hasMessageContaining("missing conv_pre.weight (8, 4, 7)")
                .hasMessageContaining("superfluous conv_pre.weight_g");
    }

    @Test
    void unknownOptionsAreNamed() {
        assertThatThrownBy(() -> tiny(", \"use_snake\": true"))
                .hasMessageContaining("use_snake")
                .hasMessageContaining("tiny");
    }
}
