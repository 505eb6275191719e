package jointdit.pretrained.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.Published;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoencoderConfigTest {
    @Test
    void readsThePublishedAutoencoderOfSpectrograms() {
        assertThat(AutoencoderConfig.read(new Published("audioldm2_vae").config()))
                .isEqualTo(new AutoencoderConfig(
                        1,
                        1,
                        8,
                        new Levels(List.of(128, 256, 512), 2, 32),
                        new AutoencoderConfig.Options(true, true, true),
                        0.9227914214134216));
    }

    @Test
    void readsThePublishedAutoencoderOfVideos() {
        var config = AutoencoderConfig.readTemporal(new Published("svd_xt_vae").config());

        assertThat(config.options()).isEqualTo(new AutoencoderConfig.Options(true, true, false));
        assertThat(config.levels().reduction()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"act_fn\": \"relu\"; act_fn",
                "\"shift_factor\": 0.1; shift_factor",
                "\"latents_mean\": [0.5]; latents_mean",
                "\"latents_std\": [2.0]; latents_std",
                "\"mid_block_size\": 3; mid_block_size",
                "\"down_block_types\": [\"AttnDownEncoderBlock2D\"]; AttnDownEncoderBlock2D",
                "\"up_block_types\": []; up_block_types"
            })
    void whatWouldComputeSomethingElseIsNamed(String option, String named) {
        var json = """
                {"block_out_channels": [8], "down_block_types": ["DownEncoderBlock2D"],
                 "up_block_types": ["UpDecoderBlock2D"], %s}
                """.formatted(option);
        assertThatThrownBy(() -> AutoencoderConfig.read(ModelConfig.parse("config.json", json)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
