package jointdit.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.config.Configs;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import jointdit.diffusion.NoiseLevel;
import jointdit.diffusion.Preconditioning;
import jointdit.pretrained.ModelFolder.Variant;
import org.junit.jupiter.api.Test;

class JointConfigTest {
    private static JointConfig read(String... arguments) {
        return Settings.load(new SettingSources("train", Optional.empty(), Map.of(), List.of(arguments)))
                .read("model", JointConfig.class);
    }

    @Test
    void pretrainedTowersAreSettings() {
        var config = read(
                "model.video.kind=svd",
                "model.video.model=out/svd",
                "model.audio.kind=audioldm2",
                "model.audio.model=out/audioldm2",
                "model.audio.experts=[0, 2]",
                "model.audio.variant=fp16",
                "model.audio.language-tokens=8",
                "model.audio.text-tokens=77",
                "model.joint-width=256",
                "model.audio-noise.kind=ddpm",
                "model.audio-noise.steps=1000",
                "model.audio-noise.beta-start=0.0015",
                "model.audio-noise.beta-end=0.0195",
                "model.preconditioning.kind=velocity",
                "model.audio-preconditioning={kind = epsilon}");

        assertThat(config.video())
                .isEqualTo(new TowerConfig.Svd("out/svd", Optional.empty(), Variant.FULL, 0.18215, 127));
        assertThat(config.audio())
                .isEqualTo(new TowerConfig.Audioldm2("out/audioldm2", Optional.of(List.of(0, 2)), Variant.FP16, 8, 77));
        assertThat(config.video().depth()).isEqualTo(3);
        assertThat(config.innerWidth()).isEqualTo(256);
        assertThat(config.audioNoise()).isEqualTo(new NoiseLevel.Ddpm(1000, 0.0015, 0.0195));
        assertThat(config.videoScales()).isEqualTo(new Preconditioning.Velocity());
        assertThat(config.audioScales()).isEqualTo(new Preconditioning.Epsilon());
        assertThat(Configs.read(Configs.json(config), "model", JointConfig.class))
                .isEqualTo(config);
    }

    @Test
    void theMostFramesMayBeAbsent() {
        var limited = read("model.max-frames=9");

        assertThat(limited.maxFrames()).hasValue(9);
        assertThat(Configs.read(Configs.json(limited).replaceAll(",?\"max-frames\":9", ""), "model", JointConfig.class))
                .isEqualTo(read());
        assertThatThrownBy(() -> read("model.max-frames=0"))
                .hasMessageContaining("max-frames must be at least 1, found 0");
    }

    @Test
    void shippedTowersAreTransformersOfOneWidth() {
        var config = read();

        assertThat(config.innerWidth()).isEqualTo(256);
        assertThat(config.audioScales()).isEqualTo(config.videoScales());
        assertThat(config.video().isPublished()).isFalse();
    }
}
