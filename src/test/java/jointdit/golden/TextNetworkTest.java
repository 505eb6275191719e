package jointdit.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextNetworkTest {
    @ParameterizedTest
    @ValueSource(strings = {"t5_encoder_flan", "gpt2_aldm2", "clap_text", "aldm2_projection_model"})
    void textNetworksAgreeWithTransformersAndDiffusers(String name) {
        var comparisons = GoldenCheck.check(Path.of("src/test/resources/goldens", name));
        comparisons.forEach(System.err::println);
        assertThat(comparisons)
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c.passes()).as("%s", c).isTrue());
    }
}
