package jointdit.pretrained;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TransformersOptionsTest {
    private static ModelConfig config(String options) {
        return ModelConfig.parse("config.json", options);
    }

    @Test
    void optionsOfEveryNetworkArePassedOver() {
        var config = config("{\"num_beams\": 1, \"pruned_heads\": {}, \"is_decoder\": false, \"prefix\": null}");
        assertThatCode(() -> TransformersOptions.ignore(config).finish()).doesNotThrowAnyException();
    }

    @Test
    void optionsOfOneNetworkAreNot() {
        var config = config("{\"num_beams\": 1, \"hidden_act\": \"gelu\"}");
        assertThatThrownBy(() -> TransformersOptions.ignore(config).finish()).hasMessageContaining("[hidden_act]");
    }

    @Test
    void decodersAndPrunedHeadsAreRefused() {
        assertThatThrownBy(() -> TransformersOptions.ignore(config("{\"is_decoder\": true}")))
                .hasMessageContaining("is_decoder");
        assertThatThrownBy(() -> TransformersOptions.ignore(config("{\"pruned_heads\": {\"1\": [0, 2]}}")))
                .hasMessageContaining("pruned_heads");
    }
}
