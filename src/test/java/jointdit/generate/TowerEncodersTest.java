package jointdit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jointdit.codec.AudioCodecConfig;
import jointdit.codec.Codec;
import jointdit.codec.CodecConfig;
import jointdit.codec.PcaBases;
import jointdit.codec.VideoCodecConfig;
import jointdit.diffusion.NoiseLevel;
import jointdit.diffusion.Preconditioning;
import jointdit.joint.AttentionConfig;
import jointdit.joint.CheckpointInfo;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.joint.TowerConfig;
import jointdit.media.Picture;
import jointdit.pretrained.ModelFolder.Variant;
import jointdit.pretrained.TinyModels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On tiny networks of random weights. The video tower takes 2 conditions, the audio tower 3. */
class TowerEncodersTest {
    private static final LatentShape SHAPE = new LatentShape(4, 4, 4, 4, 8, 8, 25, 16);
    private static final Optional<Picture> GREY = Optional.of(new Picture(16, 16, new byte[16 * 16 * 3]));

    @TempDir
    private static Path folder;

    private static Codec codec;

    @BeforeAll
    static void write() {
        TinyModels.svd(folder.resolve("svd"), 1);
        TinyModels.audioldm2(folder.resolve("audioldm2"), 1);
        var config = new CodecConfig(
                16,
                16,
                8,
                new VideoCodecConfig.Svd(folder + "/svd", 1, 1, 0.5),
                new AudioCodecConfig.Audioldm2(folder + "/audioldm2", folder + "/audioldm2"));
        codec = config.open(PcaBases.NONE, Path::of);
    }

    private static TowerEncoders encoders(String svd, String audioldm2) {
        var experts = Optional.of(List.of(1));
        return encoders(
                new TowerConfig.Svd(folder + svd, experts, Variant.FULL, 0.18215, 100),
                new TowerConfig.Audioldm2(folder + audioldm2, experts, Variant.FULL, 8, 6));
    }

    private static TowerEncoders encoders(TowerConfig video, TowerConfig audio) {
        var noise = new NoiseLevel.LogNormal(0, 1);
        var model = new JointConfig(
                video,
                audio,
                2,
                Optional.of(16),
                5,
                noise,
                noise,
                new Preconditioning.Velocity(),
                Optional.empty(),
                1,
                1,
                AttentionConfig.WHOLE);
        return TowerEncoders.of(new CheckpointInfo(model, SHAPE, "c", "t", "B", 1, 1, "abc", "{}", ""), codec);
    }

    @Test
    void promptsDifferInWhatTheAudioTowerTakes() {
        try (var encoders = encoders("/svd", "/audioldm2")) {
            var own = encoders.own(GREY, "a ball", "rain on a roof");

            for (var seen = 0; seen < 2; seen++) {
                assertThat(own.negative().get(seen)).isEqualTo(own.prompt().get(seen));
                assertThat(own.textless().get(seen)).isEqualTo(own.prompt().get(seen));
            }
            for (var heard = 2; heard < 4; heard++) {
                assertThat(List.of(
                                own.prompt().get(heard),
                                own.negative().get(heard),
                                own.textless().get(heard)))
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void blankPromptIsNone() {
        try (var encoders = encoders("/svd", "/audioldm2")) {
            var own = encoders.own(GREY, " ", "");

            assertThat(own.prompt()).usingRecursiveComparison().isEqualTo(own.textless());
            assertThat(own.negative()).usingRecursiveComparison().isEqualTo(own.textless());
            assertThat(own.textless().get(4)).containsExactly(1, 0, 0, 0, 0, 0);
        }
    }

    @Test
    void pictureIsToldWithRateMotionAndNoise() {
        try (var encoders = encoders("/svd", "/audioldm2")) {
            var own = encoders.own(GREY, "a ball", "").prompt();

            assertThat(own.get(0))
                    .containsExactly(encoders.images().orElseThrow().embedding(GREY.orElseThrow()));
            assertThat(own.get(1)).containsExactly(7, 100, 0.5f);
        }
    }

    @Test
    void withoutAPictureItsEmbeddingIsZero() {
        try (var encoders = encoders("/svd", "/audioldm2")) {
            assertThat(encoders.own(Optional.empty(), "a ball", "").prompt().get(0))
                    .containsExactly(new float[16]);
        }
    }

    @Test
    void transformersTakeNothing() {
        var tower = new TowerConfig.Transformer(16, 1, 2, 1, 2, 2);
        try (var encoders = encoders(tower, tower)) {
            assertThat(encoders.own(GREY, "a ball", "rain")).isEqualTo(Request.Own.NOTHING);
        }
    }

    @Test
    void folderOfANetworkAloneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoders("/svd/unet", "/audioldm2"))
                .withMessageContaining("model_index.json");
    }
}
