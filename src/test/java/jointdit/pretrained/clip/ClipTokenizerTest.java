package jointdit.pretrained.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vocabulary of three letters and four joined pieces stands for the published one, which the goldens use. */
class ClipTokenizerTest {
    private static final String VOCABULARY = """
            {"a": 0, "b": 1, "c": 2, "a</w>": 3, "b</w>": 4, "c</w>": 5, "ab": 6, "ab</w>": 7, "abc</w>": 8, "aab</w>": 9,
             "<|startoftext|>": 10, "<|endoftext|>": 11, "!": 12}""";
    private static final List<String> MERGES = List.of("a b", "a b</w>", "ab c</w>", "a ab</w>");

    @TempDir
    private Path folder;

    @Test
    void pairsJoinInTheOrderOfTheirRanks() throws IOException {
        var tokenizer = plain();
        assertThat(tokenizer.encode("abc AAB  c\ta")).containsExactly(8, 9, 5, 3);
        assertThat(tokenizer.encode("abab")).containsExactly(6, 7);
    }

    @Test
    void tokenizerJsonMeansTheSame() throws IOException {
        var expected = plain().pieces();
        Files.writeString(folder.resolve("tokenizer.json"), """
                {"model": {"type": "BPE", "end_of_word_suffix": "</w>", "vocab": %s,
                 "merges": ["a b", ["a", "b</w>"], "ab c</w>", ["a", "ab</w>"]]}}""".formatted(VOCABULARY));
        assertThat(ClipTokenizer.open(folder).pieces()).isEqualTo(expected);
    }

    @Test
    void longTextsKeepTheEnd() throws IOException {
        var tokenizer = plain().withContext(4);
        assertThat(tokenizer.ids(List.of("a", "a b c a b c")).longs()).containsExactly(10, 3, 11, 11, 10, 3, 4, 11);
    }

    @Test
    void thePaddingIsTheTokenOfTheConfig() throws IOException {
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"pad_token\": \"!\"}");
        assertThat(plain().withContext(4).ids(List.of("a")).longs()).containsExactly(10, 3, 11, 12);
    }

    @Test
    void tokensInTextsAreThoseOfTheStyle() throws IOException {
        assertThat(plain().encode("a<|endoftext|>b")).containsExactly(3, 11, 4);
        Files.writeString(folder.resolve("open_clip_config.json"), "{}");
        assertThat(plain().encode("a<end_of_text>b")).containsExactly(3, 11, 4);
    }

    @Test
    void aFolderWithoutOneIsRefused() {
        assertThatThrownBy(() -> ClipTokenizer.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tokenizer.json");
    }

    private ClipTokenizer plain() throws IOException {
        Files.writeString(folder.resolve("vocab.json"), VOCABULARY);
        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\n" + String.join("\n", MERGES) + "\n");
        return ClipTokenizer.open(folder);
    }
}
