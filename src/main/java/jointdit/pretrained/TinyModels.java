package jointdit.pretrained;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.BiFunction;
import jointdit.pretrained.audioldm2.AudioLdm2ProjectionModel;
import jointdit.pretrained.audioldm2.AudioLdm2UNet;
import jointdit.pretrained.audioldm2.AudioLdm2UNetConfig;
import jointdit.pretrained.audioldm2.ProjectionConfig;
import jointdit.pretrained.clip.ClipConfig;
import jointdit.pretrained.clip.ClipModel;
import jointdit.pretrained.svd.UNetSpatioTemporalConditionModel;
import jointdit.pretrained.svd.UNetSpatioTemporalConfig;
import jointdit.pretrained.text.ClapText;
import jointdit.pretrained.text.ClapTextConfig;
import jointdit.pretrained.text.Gpt2;
import jointdit.pretrained.text.Gpt2Config;
import jointdit.pretrained.text.T5Config;
import jointdit.pretrained.text.T5Encoder;
import jointdit.pretrained.vae.AutoencoderConfig;
import jointdit.pretrained.vae.AutoencoderKL;
import jointdit.pretrained.vae.AutoencoderKLTemporalDecoder;
import jointdit.pretrained.vocoder.HifiGan;
import jointdit.pretrained.vocoder.HifiGanConfig;
import jointdit.tensor.Graph;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.Scope;

/** Whole pipelines in the published layout, with small networks of random weights, for trials without a download. */
public final class TinyModels {
    private static final String WEIGHTS = "diffusion_pytorch_model.fp16.safetensors";
    private static final String TRANSFORMERS_WEIGHTS = "model.fp16.safetensors";

    private TinyModels() {}

    /** Writes a {@code StableVideoDiffusionPipeline} whose latents are a quarter of a picture's sides. */
    public static void svd(Path folder, long seed) {
        var model = new Pipeline(folder, "svd", seed);
        List.of("model_index.json", "scheduler/scheduler_config.json", "feature_extractor/preprocessor_config.json")
                .forEach(model::copy);
        model.network(
                "unet",
                WEIGHTS,
                (config, scope) -> UNetSpatioTemporalConditionModel.of(scope, UNetSpatioTemporalConfig.read(config)));
        model.network(
                "vae",
                WEIGHTS,
                (config, scope) -> AutoencoderKLTemporalDecoder.of(scope, AutoencoderConfig.readTemporal(config)));
        model.network(
                "image_encoder", TRANSFORMERS_WEIGHTS, (config, scope) -> ClipModel.of(scope, ClipConfig.read(config)));
    }

    /** Writes an {@code AudioLDM2Pipeline} whose tokenizers know a few words. */
    public static void audioldm2(Path folder, long seed) {
        var model = new Pipeline(folder, "audioldm2", seed);
        List.of("model_index.json", "scheduler/scheduler_config.json").forEach(model::copy);
        for (var tokenizer : List.of("tokenizer", "tokenizer_2")) {
            model.copy(tokenizer + "/tokenizer.json");
            model.copy(tokenizer + "/tokenizer_config.json");
        }
        model.network("unet", WEIGHTS, (config, scope) -> AudioLdm2UNet.of(scope, AudioLdm2UNetConfig.read(config)));
        model.network("vae", WEIGHTS, (config, scope) -> AutoencoderKL.of(scope, AutoencoderConfig.read(config)));
        model.network(
                "projection_model",
                WEIGHTS,
                (config, scope) -> AudioLdm2ProjectionModel.of(scope, ProjectionConfig.read(config)));
        model.network(
                "vocoder", TRANSFORMERS_WEIGHTS, (config, scope) -> HifiGan.of(scope, HifiGanConfig.read(config)));
        model.network(
                "language_model", TRANSFORMERS_WEIGHTS, (config, scope) -> Gpt2.of(scope, Gpt2Config.read(config)));
        model.network(
                "text_encoder",
                TRANSFORMERS_WEIGHTS,
                (config, scope) -> ClapText.of(scope, ClapTextConfig.read(config)));
        model.network(
                "text_encoder_2", TRANSFORMERS_WEIGHTS, (config, scope) -> T5Encoder.of(scope, T5Config.read(config)));
    }

    /** Writes a {@code CLIPModel} with its tokenizer. */
    public static void clip(Path folder, long seed) {
        var model = new Pipeline(folder, "clip", seed);
        List.of("vocab.json", "merges.txt", "preprocessor_config.json").forEach(model::copy);
        model.network("", TRANSFORMERS_WEIGHTS, (config, scope) -> ClipModel.of(scope, ClipConfig.read(config)));
    }

    /** Files under {@code jointdit/tiny/NAME} of the class path, and weights beside them. */
    private record Pipeline(Path folder, String name, long seed) {
        void network(String part, String weights, BiFunction<ModelConfig, Scope, ?> build) {
            copy(part.isEmpty() ? "config.json" : part + "/config.json");
            var config = folder.resolve(part).resolve("config.json");
            var parameters = Graph.parameters(scope -> build.apply(ModelConfig.read(config), scope));
            new RandomModel(parameters, SafetensorsType.F16, seed).write(config.resolveSibling(weights));
        }

        void copy(String file) {
            var source = "/jointdit/tiny/" + name + "/" + file;
            try (InputStream in = TinyModels.class.getResourceAsStream(source)) {
                if (in == null) {
                    throw new IllegalStateException("The jar lacks " + source);
                }
                var target = folder.resolve(file);
                Files.createDirectories(target.getParent());
                Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + folder.resolve(file), e);
            }
        }
    }
}
