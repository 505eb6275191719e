package jointdit.pretrained.vae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jointdit.pretrained.ModelTensors;
import jointdit.pretrained.Published;
import jointdit.tensor.Graph;
import jointdit.tensor.Parameter;
import jointdit.tensor.SafetensorsEntry;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.SafetensorsWriter;
import jointdit.tensor.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoencoderKLTest {
    private static final AutoencoderConfig SMALL = new AutoencoderConfig(
            1, 1, 4, new Levels(List.of(8), 1, 4), new AutoencoderConfig.Options(true, true, true), 1);

    @ParameterizedTest
    @ValueSource(strings = {"sd_vae_ft_mse", "audioldm2_vae"})
    void asksForThePublishedTensors(String name) {
        var config = AutoencoderConfig.read(new Published(name).config());

        new Published(name).assertAskedFor(encoding(config, 16).parameters(), "");
        assertThat(decoding(config, 2).parameters())
                .isEqualTo(encoding(config, 16).parameters());
    }

    @Test
    void encodesToTwoMomentsAndDecodesToPixels() {
        var config = AutoencoderConfig.read(new Published("sd_vae_ft_mse").config());

        assertThat(encoding(config, 16).outputs()).containsExactly(Spec.floats(1, 8, 2, 2));
        assertThat(decoding(config, 2).outputs()).containsExactly(Spec.floats(1, 3, 16, 16));
    }

    @Test
    void lacksTheLayersItsConfigSwitchesOff() {
        var bare =
                new AutoencoderConfig(1, 1, 4, SMALL.levels(), new AutoencoderConfig.Options(false, false, false), 1);

        assertThat(encoding(bare, 4).parameters())
                .extracting(Parameter::name)
                .noneMatch(name -> name.contains("quant") || name.contains("attentions"));
    }

    @Test
    void acceptsTheNamesOfOldAttentions(@TempDir Path folder) throws IOException {
        var parameters = encoding(SMALL, 4).parameters();
        var file = folder.resolve("diffusion_pytorch_model.safetensors");
        write(file, parameters);

        assertThat(ModelTensors.open(file, AutoencoderKL.NAMES).stored(parameters))
                .hasSize(parameters.size())
                .containsEntry(
                        "encoder.mid_block.attentions.0.to_q.weight", "encoder.mid_block.attentions.0.query.weight")
                .containsEntry(
                        "decoder.mid_block.attentions.0.to_out.0.bias",
                        "decoder.mid_block.attentions.0.proj_attn.bias");
    }

    private static void write(Path file, List<Parameter> parameters) throws IOException {
        var entries = parameters.stream()
                .map(p -> new SafetensorsEntry(
                        old(p.name()), SafetensorsType.F32, p.shape().longs()))
                .toList();
        try (var writer = SafetensorsWriter.to(file, Map.of(), entries)) {
            for (var parameter : parameters) {
                writer.write(
                        old(parameter.name()), new float[(int) parameter.shape().elements()]);
            }
        }
    }

    private static String old(String name) {
        return name.replace(".to_q.", ".query.")
                .replace(".to_k.", ".key.")
                .replace(".to_v.", ".value.")
                .replace(".to_out.0.", ".proj_attn.");
    }

    private static Graph encoding(AutoencoderConfig config, int side) {
        return Graph.trace(
                scope -> AutoencoderKL.of(scope, config)::encode, Spec.floats(1, config.inputs(), side, side));
    }

    private static Graph decoding(AutoencoderConfig config, int side) {
        return Graph.trace(
                scope -> AutoencoderKL.of(scope, config)::decode, Spec.floats(1, config.latents(), side, side));
    }
}
