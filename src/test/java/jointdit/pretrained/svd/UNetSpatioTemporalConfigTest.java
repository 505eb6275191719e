package jointdit.pretrained.svd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jointdit.pretrained.ModelConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UNetSpatioTemporalConfigTest {
    private static UNetSpatioTemporalConfig read(String json) {
        return UNetSpatioTemporalConfig.read(ModelConfig.parse("config.json", json.replace('\'', '"')));
    }

    @Test
    void anEmptyConfigIsThePublishedNetwork() {
        var config = read("{}");

        assertThat(config.levels())
                .extracting(UNetSpatioTemporalConfig.Level::channels)
                .containsExactly(320, 640, 1280, 1280);
        assertThat(config.levels()).extracting(l -> l.transformer().heads()).containsExactly(5, 10, 20, 20);
        assertThat(config.levels())
                .extracting(UNetSpatioTemporalConfig.Level::downAttends)
                .containsExactly(true, true, true, false);
        assertThat(config.levels())
                .extracting(UNetSpatioTemporalConfig.Level::upAttends)
                .containsExactly(true, true, true, false);
        assertThat(config.ids()).isEqualTo(3);
    }

    @Test
    void sizesAreGivenForEachLevelOrOnceForAll() {
        var levels = read("""
                        {'block_out_channels': [32, 64], 'layers_per_block': [1, 3], 'num_attention_heads': 4,
                         'cross_attention_dim': [8, 16], 'transformer_layers_per_block': 2,
                         'down_block_types': ['DownBlockSpatioTemporal', 'CrossAttnDownBlockSpatioTemporal'],
                         'up_block_types': ['UpBlockSpatioTemporal', 'CrossAttnUpBlockSpatioTemporal']}
                        """).levels();

        assertThat(levels).extracting(UNetSpatioTemporalConfig.Level::layers).containsExactly(1, 3);
        assertThat(levels).extracting(l -> l.transformer().heads()).containsExactly(4, 4);
        assertThat(levels).extracting(l -> l.transformer().layers()).containsExactly(2, 2);
        assertThat(levels).extracting(l -> l.transformer().contextWidth()).containsExactly(8, 16);
        assertThat(levels)
                .extracting(UNetSpatioTemporalConfig.Level::downAttends)
                .containsExactly(false, true);
        assertThat(levels).extracting(UNetSpatioTemporalConfig.Level::upAttends).containsExactly(true, false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'down_block_types': ['DownBlock2D', 'A', 'B', 'C']} | DownBlock2D
                    {'up_block_types': ['UpBlockSpatioTemporal']}        | Wanted 4 values for up_block_types
                    {'layers_per_block': [1, 2]}                         | Wanted 4 values for layers_per_block
                    {'block_out_channels': [320, 640]}                   | down_block_types
                    {'projection_class_embeddings_input_dim': 700}       | addition_time_embed_dim
                    {'resnet_time_scale_shift': 'scale_shift'}           | resnet_time_scale_shift
                    {'_class_name': 'UNet2DConditionModel'}              | _class_name
                    """, quoteCharacter = '`')
    void whatDoesNotFitIsNamed(String json, String named) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(json)).withMessageContaining(named);
    }
}
