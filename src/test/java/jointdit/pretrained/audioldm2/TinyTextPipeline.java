package jointdit.pretrained.audioldm2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.PipelineFolder;
import jointdit.pretrained.text.TinyTokenizers;
import jointdit.tensor.Safetensors;
import jointdit.tensor.SafetensorsEntry;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.SafetensorsWriter;

/** The text half of an AudioLDM2 folder, put together from the tiny networks of the goldens. */
final class TinyTextPipeline {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");
    private static final String INDEX = """
            {"_class_name": "AudioLDM2Pipeline",
             "text_encoder": ["transformers", "ClapModel"],
             "text_encoder_2": ["transformers", "T5EncoderModel"],
             "projection_model": ["audioldm2", "AudioLDM2ProjectionModel"],
             "language_model": ["transformers", "GPT2Model"]}
            """;

    private TinyTextPipeline() {}

    static PipelineFolder write(Path folder) {
        try {
            Files.writeString(folder.resolve("model_index.json"), INDEX);
            copy("clap_text", folder.resolve("text_encoder"));
            copy("t5_encoder_flan", folder.resolve("text_encoder_2"));
            copy("gpt2_aldm2", folder.resolve("language_model"));
            projection(Files.createDirectories(folder.resolve("projection_model")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TinyTokenizers.roberta(folder.resolve("tokenizer"), 38);
        TinyTokenizers.t5(folder.resolve("tokenizer_2"));
        return open(folder);
    }

    static PipelineFolder open(Path folder) {
        return PipelineFolder.open(folder, ModelFolder.Variant.FULL, "AudioLDM2Pipeline");
    }

    private static void copy(String golden, Path target) throws IOException {
        Files.createDirectories(target);
        for (var name : List.of("config.json", "model.safetensors")) {
            Files.copy(GOLDENS.resolve(golden).resolve(name), target.resolve(name));
        }
    }

    /** Saves the language model again as later versions of the published code do, with a prefix and a head. */
    static PipelineFolder withHead(Path folder) {
        var index = folder.resolve("model_index.json");
        var path = folder.resolve("language_model/model.safetensors");
        var target = folder.resolve("language_model/head.safetensors"); // the old file is mapped while it is read
        try {
            prefixed(Safetensors.open(path), target);
            Files.move(target, path, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(index, Files.readString(index).replace("GPT2Model", "GPT2LMHeadModel"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open(folder);
    }

    private static void prefixed(Safetensors old, Path target) throws IOException {
        var names = old.names().stream()
                .filter(n -> !n.matches(".*\\.attn\\.(masked_)?bias"))
                .toList();
        var tensors = new ArrayList<SafetensorsEntry>();
        names.forEach(n -> tensors.add(entry("transformer." + n, old.shape(n))));
        tensors.add(entry("lm_head.weight", 50, 32));
        try (var writer = SafetensorsWriter.to(target, Map.of(), tensors)) {
            for (var name : names) {
                writer.write("transformer." + name, old.floats(name));
            }
            writer.write("lm_head.weight", new float[50 * 32]);
        }
    }

    private static void projection(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("config.json"),
                "{\"text_encoder_dim\": 24, \"text_encoder_1_dim\": 32, \"langauge_model_dim\": 32}");
        var tensors = List.of(
                entry("sos_embed", 32),
                entry("eos_embed", 32),
                entry("sos_embed_1", 32),
                entry("eos_embed_1", 32),
                entry("projection.weight", 32, 24),
                entry("projection.bias", 32),
                entry("projection_1.weight", 32, 32),
                entry("projection_1.bias", 32));
        try (var writer =
                SafetensorsWriter.to(folder.resolve("diffusion_pytorch_model.safetensors"), Map.of(), tensors)) {
            for (var tensor : tensors) {
                writer.write(tensor.name(), waves(tensor));
            }
        }
    }

    private static SafetensorsEntry entry(String name, long... shape) {
        return new SafetensorsEntry(name, SafetensorsType.F32, shape);
    }

    private static float[] waves(SafetensorsEntry tensor) {
        var values = new float[Math.toIntExact(tensor.size())];
        for (var i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i * i + tensor.name().length()) / 4;
        }
        return values;
    }
}
