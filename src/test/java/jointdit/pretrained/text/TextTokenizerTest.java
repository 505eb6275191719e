package jointdit.pretrained.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTokenizerTest {
    /** Start, words, end; {@code truncation} and {@code padding} of its own. */
    private static final String TOKENIZER = """
            {"version": "1.0", "normalizer": null, "decoder": null,
             "truncation": {"direction": "Right", "max_length": 3, "strategy": "LongestFirst", "stride": 0},
             "padding": {"strategy": {"Fixed": 9}, "direction": "Right", "pad_to_multiple_of": null, "pad_id": 1,
                         "pad_type_id": 0, "pad_token": "<pad>"},
             "added_tokens": [
               {"id": 0, "content": "<s>", "single_word": false, "lstrip": false, "rstrip": false,
                "normalized": false, "special": true},
               {"id": 2, "content": "</s>", "single_word": false, "lstrip": false, "rstrip": false,
                "normalized": false, "special": true}],
             "pre_tokenizer": {"type": "Whitespace"},
             "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0],
                                "trim_offsets": true, "add_prefix_space": false},
             "model": {"type": "WordLevel", "unk_token": "?",
                       "vocab": {"<s>": 0, "<pad>": 1, "</s>": 2, "?": 3, "rain": 4, "on": 5, "roof": 6}}}
            """;

    @TempDir
    Path folder;

    @Test
    void aTextHasItsStartAndEndAndNoPadding() throws IOException {
        try (var tokenizer = open("{}")) {
            assertThat(tokenizer.ids("rain on my roof")).containsExactly(0, 4, 5, 3, 6, 2);
            assertThat(tokenizer.ids("")).containsExactly(0, 2);
        }
    }

    @Test
    void aLongTextLosesItsLastWordsAndKeepsItsEnd() throws IOException {
        try (var tokenizer = open("{\"model_max_length\": 4}")) {
            assertThat(tokenizer.ids("rain on my roof")).containsExactly(0, 4, 5, 2);
            assertThat(tokenizer.ids("rain on my roof", 3)).containsExactly(0, 4, 2);
            assertThat(tokenizer.ids("rain on my roof", 2)).containsExactly(0, 2);
        }
    }

    @Test
    void aLengthBeyondAllBoundsIsNone() throws IOException {
        try (var tokenizer = open("{\"model_max_length\": 1000000000000000019884624838656}")) {
            assertThat(tokenizer.ids("rain on roof")).containsExactly(0, 4, 5, 6, 2);
        }
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> TextTokenizer.open(folder))
                .hasMessage("Wanted tokenizer.json in %s, found none; fetch-models fetches it", folder);
    }

    @Test
    void rowsArePaddedToTheLongest() {
        var rows = TokenRows.of(List.of(new long[] {4, 2}, new long[] {4, 5, 2}), 1);

        assertThat(rows.ids().longs()).containsExactly(4, 2, 1, 4, 5, 2);
        assertThat(rows.mask().longs()).containsExactly(1, 1, 0, 1, 1, 1);
        assertThat(rows.ids().shape().sizes()).containsExactly(2, 3);
    }

    private TextTokenizer open(String config) throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
        Files.writeString(folder.resolve("tokenizer_config.json"), config);
        return TextTokenizer.open(folder);
    }
}
