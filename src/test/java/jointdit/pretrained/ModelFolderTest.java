package jointdit.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import jointdit.pretrained.ModelFolder.Variant;
import jointdit.tensor.Device;
import jointdit.tensor.Init;
import jointdit.tensor.Parameter;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {
    private static final Parameter A = new Parameter("conv.weight", Shape.of(2, 3), new Init.Constant(1));
    private static final Parameter B = new Parameter("conv.bias", Shape.of(2), new Init.Constant(2));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "diffusion_pytorch_model.safetensors",
                "diffusion_pytorch_model.fp16.safetensors",
                "model.safetensors",
                "model.fp16.safetensors",
                "open_clip_model.safetensors",
                "open_clip_pytorch_model.safetensors"
            })
    void publishedNamesAreFound(String name) {
        write(name, A, B);

        assertThat(floats(Variant.FULL, A, B)).containsExactly(1, 1, 1, 1, 1, 1);
        assertThat(floats(Variant.FP16, A, B)).containsExactly(1, 1, 1, 1, 1, 1);
    }

    @Test
    void variantChoosesBetweenFullAndHalf() {
        write("model.safetensors", constant(A, 3));
        write("model.fp16.safetensors", constant(A, 4));

        assertThat(floats(Variant.FULL, A)).startsWith(3);
        assertThat(floats(Variant.FP16, A)).startsWith(4);
    }

    @Test
    void shardsAreFoundThroughTheirIndex() throws IOException {
        write("diffusion_pytorch_model-00001-of-00002.safetensors", A);
        write("diffusion_pytorch_model-00002-of-00002.safetensors", B);
        Files.writeString(folder.resolve("diffusion_pytorch_model.safetensors.index.json"), """
                {"metadata": {"total_size": 32}, "weight_map": {
                  "conv.weight": "diffusion_pytorch_model-00001-of-00002.safetensors",
                  "conv.bias": "diffusion_pytorch_model-00002-of-00002.safetensors"}}
                """);

        assertThat(floats(Variant.FULL, A, B)).containsExactly(1, 1, 1, 1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch_model.bin", "diffusion_pytorch_model.bin", "model.ckpt", "weights.pt"})
    void pickledWeightsAreRefusedWithTheWayOut(String name) throws IOException {
        Files.write(folder.resolve(name), new byte[] {1});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> tensors(Variant.FULL))
                .withMessageContaining("Found [" + name + "] in " + folder + " and no safetensors")
                .withMessageContaining("can run any program")
                .withMessageContaining("safe_serialization=True");
    }

    @Test
    void folderWithoutWeightsOrConfigIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tensors(Variant.FULL))
                .withMessageContaining("Wanted safetensors weights in " + folder)
                .withMessageContaining("fetch-models");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFolder.of(folder).config())
                .withMessageContaining("Wanted one of [config.json, open_clip_config.json] in " + folder);
        assertThat(ModelFolder.of(folder).exists()).isFalse();
    }

    @Test
    void everyTensorThatDoesNotFitIsListedAtOnce() {
        var misshapen = new Parameter("conv.bias", Shape.of(5), new Init.Constant(0));
        var superfluous = new Parameter("old.weight", Shape.of(1), new Init.Constant(0));
        write("model.safetensors", misshapen, superfluous);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> tensors(Variant.FULL).weights(List.of(A, B), Device.cpu()))
                .withMessageContaining("missing conv.weight (2, 3)")
                .withMessageContaining("misshapen conv.bias: wanted (2), found [5]")
                .withMessageContaining("superfluous old.weight [1]");
    }

    @Test
    void otherNamesAndBuffersAreKnown() {
        var old = new Parameter("attention.query.weight", Shape.of(2, 3), new Init.Constant(6));
        var buffer = new Parameter("embeddings.position_ids", Shape.of(4), new Init.Constant(0));
        write("model.safetensors", old, buffer);
        var names =
                StoredNames.OWN.alias("attention\\.to_q\\.", "attention.query.").ignoring(".*\\.position_ids");
        var wanted = new Parameter("attention.to_q.weight", Shape.of(2, 3), new Init.Constant(0));

        try (var weights = ModelFolder.of(folder).tensors(names).weights(List.of(wanted), Device.cpu())) {
            assertThat(weights.floats("attention.to_q.weight")).containsOnly(6);
        }
    }

    @Test
    void pipelineNamesItsParts() throws IOException {
        TinyModels.svd(folder, 1);
        var pipeline = PipelineFolder.open(folder, Variant.FP16, "StableVideoDiffusionPipeline");

        assertThat(pipeline.classes()).containsEntry("unet", "UNetSpatioTemporalConditionModel");
        assertThat(pipeline.component("vae", "AutoencoderKLTemporalDecoder").exists())
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline.component("vae", "AutoencoderKL"))
                .withMessageContaining("Wanted vae to be a AutoencoderKL")
                .withMessageContaining("found AutoencoderKLTemporalDecoder");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PipelineFolder.open(folder, Variant.FP16, "AudioLDM2Pipeline"))
                .withMessageContaining("found StableVideoDiffusionPipeline");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PipelineFolder.open(folder.resolve("vae"), Variant.FP16, "AudioLDM2Pipeline"))
                .withMessageContaining("Wanted a folder with model_index.json");
    }

    private static Parameter constant(Parameter parameter, double value) {
        return new Parameter(parameter.name(), parameter.shape(), new Init.Constant(value));
    }

    private void write(String file, Parameter... parameters) {
        new RandomModel(Arrays.asList(parameters), SafetensorsType.F16, 1).write(folder.resolve(file));
    }

    private ModelTensors tensors(Variant variant) {
        return new ModelFolder(folder, variant).tensors(StoredNames.OWN);
    }

    private float[] floats(Variant variant, Parameter... wanted) {
        try (var weights = tensors(variant).weights(List.of(wanted), Device.cpu())) {
            return weights.floats(A.name());
        }
    }
}
