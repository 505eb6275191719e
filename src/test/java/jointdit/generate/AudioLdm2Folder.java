package jointdit.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jointdit.Shared;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.text.ClapText;
import jointdit.pretrained.text.ClapTextConfig;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Precision;
import jointdit.tensor.SafetensorsEntry;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.SafetensorsWriter;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;

/** A whole AudioLDM2 of random weights: that of a golden, with the tokenizers and the CLAP that goldens lack. */
final class AudioLdm2Folder {
    private static final String CLAP = """
            {"architectures": ["ClapModel"], "model_type": "clap", "projection_dim": 12, "audio_config": {},
             "text_config": {"vocab_size": 40, "hidden_size": 16, "num_attention_heads": 2, "num_hidden_layers": 1,
                             "intermediate_size": 24, "max_position_embeddings": 20, "pad_token_id": 1}}
            """;

    private AudioLdm2Folder() {}

    static Path in(Path root) throws IOException {
        var golden = Shared.path("goldens/aldm2_tiny_pipeline");
        try (var files = Files.walk(golden)) {
            for (var file : files.filter(f -> !f.equals(golden)).toList()) {
                Files.copy(file, root.resolve(golden.relativize(file).toString()));
            }
        }
        clap(Files.createDirectory(root.resolve("text_encoder")));
        tokenizer(Files.createDirectory(root.resolve("tokenizer")), 1);
        tokenizer(Files.createDirectory(root.resolve("tokenizer_2")), 0);
        return root;
    }

    private static void clap(Path folder) throws IOException {
        Files.writeString(folder.resolve("config.json"), CLAP);
        var config = ClapTextConfig.read(ModelConfig.parse("clap", CLAP));
        var graph = Graph.trace(Precision.FLOAT32, List.of(Spec.longs(1, 3), Spec.longs(1, 3)), scope -> {
            var net = ClapText.of(scope, config);
            return in -> List.of(net.apply(in.get(0), in.get(1)).features());
        });
        var entries = graph.parameters().stream()
                .map(p -> new SafetensorsEntry(
                        p.name(), SafetensorsType.F32, p.shape().longs()))
                .toList();
        try (var weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 1);
                var writer = SafetensorsWriter.to(folder.resolve("model.safetensors"), Map.of(), entries)) {
            for (var parameter : graph.parameters()) {
                writer.write(parameter.name(), weights.floats(parameter.name()));
            }
        }
    }

    /** Words and an end of text. */
    private static void tokenizer(Path folder, int padding) throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), """
                {"version": "1.0", "truncation": null, "padding": null, "normalizer": null, "decoder": null,
                 "added_tokens": [{"id": 2, "content": "</s>", "single_word": false, "lstrip": false,
                                   "rstrip": false, "normalized": false, "special": true}],
                 "pre_tokenizer": {"type": "Whitespace"},
                 "post_processor": {"type": "TemplateProcessing",
                                    "single": [{"Sequence": {"id": "A", "type_id": 0}},
                                               {"SpecialToken": {"id": "</s>", "type_id": 0}}],
                                    "pair": [{"Sequence": {"id": "A", "type_id": 0}},
                                             {"Sequence": {"id": "B", "type_id": 0}}],
                                    "special_tokens": {"</s>": {"id": "</s>", "ids": [2], "tokens": ["</s>"]}}},
                 "model": {"type": "WordLevel", "unk_token": "?",
                           "vocab": {"%s": %d, "?": %d, "</s>": 2, "rain": 3, "on": 4, "a": 5, "roof": 6, "noise": 7}}}
                """.formatted("<pad>", padding, 1 - padding));
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"model_max_length\": 16}");
    }
}
