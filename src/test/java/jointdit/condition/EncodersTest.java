package jointdit.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import jointdit.generate.AudioLdm2Config;
import jointdit.generate.AudioLdm2Pipeline;
import jointdit.generate.AudioLdm2Request;
import jointdit.generate.PipelineObserver;
import jointdit.media.Picture;
import jointdit.pretrained.ModelFolder.Variant;
import jointdit.pretrained.TinyModels;
import jointdit.pretrained.scheduler.SchedulerChoice;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On tiny networks of random weights. */
class EncodersTest {
    @Test
    void statesAreThoseOfThePublishedPipeline(@TempDir Path folder) {
        TinyModels.audioldm2(folder, 1);
        var seen = new HashMap<String, Array>();
        var config = new AudioLdm2Config(0.09, 1, 1, 0, SchedulerChoice.PUBLISHED);
        try (var pipeline = AudioLdm2Pipeline.open(folder, Variant.FULL, Device.cpu());
                var texts = AudioLdm2Texts.open(folder, Variant.FULL, Device.cpu())) {
            pipeline.generate(new AudioLdm2Request("rain on a roof", "", 1, config), new PipelineObserver() {
                @Override
                public void stepped(int done) {}

                @Override
                public void computed(String name, Array value) {
                    seen.put(name, value);
                }
            });
            var states = texts.states("rain on a roof");

            assertThat(states.language())
                    .containsExactly(seen.get("generated_prompt_embeds").floats());
            assertThat(states.t5()).containsExactly(seen.get("prompt_embeds").floats());
            assertThat(states.t5Tokens()).isEqualTo(5);
        }
    }

    @Test
    void noTextHasStatesOfItsOwn(@TempDir Path folder) {
        TinyModels.audioldm2(folder, 1);
        try (var texts = AudioLdm2Texts.open(folder, Variant.FULL, Device.cpu())) {
            var silent = texts.states("");

            assertThat(silent.t5Tokens()).isEqualTo(1);
            assertThat(silent.languageTokens()).isEqualTo(texts.states("rain").languageTokens());
            assertThat(silent.language()).isNotEqualTo(texts.states("rain").language());
        }
    }

    @Test
    void picturesOfAnySizeAreEmbeddedEachDifferently(@TempDir Path folder) {
        TinyModels.svd(folder, 1);
        try (var images = SvdImages.open(folder, Variant.FULL, Device.cpu())) {
            var dark = images.embedding(new Picture(40, 30, new byte[40 * 30 * 3]));
            var light = new byte[20 * 50 * 3];
            Arrays.fill(light, (byte) 200);

            assertThat(images.embedding(new Picture(20, 50, light)))
                    .hasSameSizeAs(dark)
                    .isNotEqualTo(dark);
        }
    }

    @Test
    void theFolderOfAnotherPipelineIsRefused(@TempDir Path folder) {
        TinyModels.svd(folder, 1);

        assertThatThrownBy(() -> AudioLdm2Texts.open(folder, Variant.FULL, Device.cpu()))
                .hasMessageContaining("AudioLDM2Pipeline")
                .hasMessageContaining("StableVideoDiffusionPipeline");
    }
}
