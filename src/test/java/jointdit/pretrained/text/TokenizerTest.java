package jointdit.pretrained.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jointdit.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerTest {
    @TempDir
    Path folder;

    @Test
    void robertaTextsStartAndEndWithTheirTokens() {
        try (var tokenizer = Tokenizer.read(TinyTokenizers.roberta(folder, 512))) {
            var tokens = tokenizer.apply(List.of("ab abc", "d"), 1);
            assertThat(tokens.ids().shape()).isEqualTo(Shape.of(2, 5));
            assertThat(tokens.ids().longs()).containsExactly(0, 9, 10, 6, 2, 0, 7, 2, 1, 1);
            assertThat(tokens.mask().longs()).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 0, 0);
        }
    }

    @Test
    void t5TextsEndWithTheirToken() {
        try (var tokenizer = Tokenizer.read(TinyTokenizers.t5(folder))) {
            var tokens = tokenizer.apply(List.of("rain on tin", "", "in"), 0);
            assertThat(tokens.ids().longs()).containsExactly(4, 5, 6, 1, 1, 0, 0, 0, 3, 9, 10, 1);
            assertThat(tokens.mask().longs()).containsExactly(1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1);
        }
    }

    @Test
    void longTextsKeepTheirLastToken() {
        try (var tokenizer = Tokenizer.read(TinyTokenizers.roberta(folder, 4))) {
            assertThat(tokenizer.apply(List.of("abcdabcd"), 1).ids().longs()).containsExactly(0, 9, 6, 2);
        }
    }

    @Test
    void lengthMayBeFixed() {
        try (var tokenizer = Tokenizer.read(TinyTokenizers.t5(folder))) {
            assertThat(tokenizer.apply(List.of("rain on tin", ""), 0, 2).ids().longs())
                    .containsExactly(4, 1, 1, 0);
        }
    }

    @Test
    void absentLimitIs512() throws Exception {
        TinyTokenizers.t5(folder);
        assertThat(longest()).isEqualTo(512);
        Files.writeString(
                folder.resolve("tokenizer_config.json"), "{\"model_max_length\": 1000000000000000019884624838656}");
        assertThat(longest()).isEqualTo(512);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"model_max_length\": 77}");
        assertThat(longest()).isEqualTo(77);
    }

    private int longest() {
        try (var tokenizer = Tokenizer.read(folder)) {
            return tokenizer.longest();
        }
    }

    @Test
    void absentAndBrokenFilesAreNamed() throws Exception {
        assertThatThrownBy(() -> Tokenizer.read(folder)).hasMessageContaining("Wanted tokenizer.json in " + folder);
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        assertThatThrownBy(() -> Tokenizer.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Cannot read " + folder.resolve("tokenizer.json"));
    }
}
