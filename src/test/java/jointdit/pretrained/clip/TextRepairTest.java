package jointdit.pretrained.clip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextRepairTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "schÃ¶n, schön",
                "Tom &amp; Jerry, Tom & Jerry",
                "<b>&amp;</b>, <b>&amp;</b>",
                "ﬁne ﬂow, fine flow",
                "Ｆｕｌｌ　１２, Full 12",
                "“a” ‘b’, \"a\" 'b'",
                "cafe\u0301, café",
                "Æon déjà © 5 €100, Æon déjà © 5 €100",
                "&unknown; &#233;, &unknown; é"
            })
    void repairs(String broken, String whole) {
        assertThat(TextRepair.apply(broken)).isEqualTo(whole);
    }

    @Test
    void terminalColoursAndControlsVanish() {
        assertThat(TextRepair.apply("\u0001a\u0007b\u001b[31mc\u001b[0m")).isEqualTo("abc");
    }
}
