package jointdit.pretrained.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes tokenizers of a few words in the published layout. Both files ask for a padding and a cut nobody wants. */
public final class TinyTokenizers {
    private static final String LIMITS = """
            "version": "1.0",
            "truncation": {"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0},
            "padding": {"strategy": {"Fixed": 9}, "direction": "Right", "pad_to_multiple_of": null, "pad_id": 7,
                "pad_type_id": 0, "pad_token": "<pad>"},
            """;

    private static final String FLAGS =
            "\"single_word\": false, \"lstrip\": false, \"rstrip\": false, \"normalized\": true";

    private TinyTokenizers() {}

    /** Byte-level pairs as RoBERTa's: a to d are 4 to 7, a space before a word 8, "ab" 9, " ab" 10. */
    public static Path roberta(Path folder, int longest) {
        write(folder, "tokenizer_config.json", "{\"model_max_length\": %d}".formatted(longest));
        return write(folder, "tokenizer.json", "{" + LIMITS + """
                        "added_tokens": [
                            {"id": 0, "content": "<s>", "special": true, %1$s},
                            {"id": 1, "content": "<pad>", "special": true, %1$s},
                            {"id": 2, "content": "</s>", "special": true, %1$s},
                            {"id": 3, "content": "<unk>", "special": true, %1$s}],
                        "normalizer": null,
                        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true,
                            "use_regex": true},
                        "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0],
                            "trim_offsets": true, "add_prefix_space": false},
                        "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true,
                            "use_regex": true},
                        "model": {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": "",
                            "end_of_word_suffix": "", "fuse_unk": false,
                            "vocab": {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "a": 4, "b": 5, "c": 6, "d": 7,
                                "\u0120": 8, "ab": 9, "\u0120ab": 10},
                            "merges": ["a b", "\u0120 ab"]}}
                        """.formatted(FLAGS));
    }

    /** Likeliest pieces as T5's: " rain" is 4, " on" 5, " tin" 6, the letters r, a, i, n are 7 to 10. */
    public static Path t5(Path folder) {
        return write(folder, "tokenizer.json", "{" + LIMITS + """
                        "added_tokens": [
                            {"id": 0, "content": "<pad>", "special": true, %1$s},
                            {"id": 1, "content": "</s>", "special": true, %1$s},
                            {"id": 2, "content": "<unk>", "special": true, %1$s}],
                        "normalizer": null,
                        "pre_tokenizer": {"type": "Metaspace", "replacement": "\u2581", "add_prefix_space": true},
                        "post_processor": {"type": "TemplateProcessing",
                            "single": [{"Sequence": {"id": "A", "type_id": 0}},
                                {"SpecialToken": {"id": "</s>", "type_id": 0}}],
                            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
                            "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
                        "decoder": {"type": "Metaspace", "replacement": "\u2581", "add_prefix_space": true},
                        "model": {"type": "Unigram", "unk_id": 2,
                            "vocab": [["<pad>", 0.0], ["</s>", 0.0], ["<unk>", 0.0], ["\u2581", -2.0],
                                ["\u2581rain", -3.0], ["\u2581on", -3.0], ["\u2581tin", -3.5],
                                ["r", -5.0], ["a", -5.0], ["i", -5.0], ["n", -5.0]]}}
                        """.formatted(FLAGS));
    }

    private static Path write(Path folder, String name, String text) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), text);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
