package jointdit.pretrained.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.Published;
import jointdit.tensor.Graph;
import jointdit.tensor.Parameter;
import jointdit.tensor.Precision;
import jointdit.tensor.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipModelTest {
    private static final String BUFFERS = "(?!)";

    @ParameterizedTest
    @ValueSource(strings = {"clip_vit_b16_hf", "clip_vit_b16_openai_names", "svd_xt_image_encoder"})
    void asksForWhatIsPublished(String name) {
        var published = new Published(name);
        published.assertAskedFor(asked(ClipConfig.read(published.config())), BUFFERS);
    }

    @Test
    void openClipsConfigMeansOpenAisSizes() {
        var read = ClipConfig.read(ModelConfig.parse("open_clip_config.json", """
                {"model_cfg": {"embed_dim": 512, "quick_gelu": true,
                   "vision_cfg": {"image_size": 224, "layers": 12, "width": 768, "patch_size": 16},
                   "text_cfg": {"context_length": 77, "vocab_size": 49408, "width": 512, "heads": 8, "layers": 12}},
                 "preprocess_cfg": {"mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]}}"""));
        assertThat(read).isEqualTo(ClipConfig.read(new Published("clip_vit_b16_openai_names").config()));
    }

    @Test
    void openClipsHeadsAndActivationComeFromItsConfig() {
        var vision = ClipConfig.read(ModelConfig.parse("open_clip_config.json", """
                        {"model_cfg": {"embed_dim": 1024,
                           "vision_cfg": {"image_size": 224, "layers": 32, "width": 1280, "head_width": 80, "patch_size": 14},
                           "text_cfg": {"width": 1024, "heads": 16, "layers": 24}}}"""))
                .vision()
                .orElseThrow();
        assertThat(vision.blocks()).isEqualTo(new ClipConfig.Blocks(1280, 32, 16, 5120, ClipActivation.GELU, 1e-5));
    }

    @Test
    void unknownOptionsAreNamed() {
        var config = ModelConfig.parse("open_clip_config.json", """
                {"model_cfg": {"embed_dim": 512,
                   "vision_cfg": {"image_size": 224, "layers": 12, "width": 768, "patch_size": 16, "attentional_pool": true},
                   "text_cfg": {"width": 512, "heads": 8, "layers": 12}}}""");
        assertThatThrownBy(() -> ClipConfig.read(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("attentional_pool");
    }

    @Test
    void sizesGivenTwiceMustAgree() {
        var config = """
                {"architectures": ["CLIPModel"], "text_config": {"hidden_size": 64}, "vision_config": {},
                 "text_config_dict": {"hidden_size": %d}}""";
        assertThat(ClipConfig.read(ModelConfig.parse("config.json", config.formatted(64)))
                        .text())
                .isPresent();
        assertThatThrownBy(() -> ClipConfig.read(ModelConfig.parse("config.json", config.formatted(32))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hidden_size");
    }

    private static List<Parameter> asked(ClipConfig config) {
        return Graph.trace(Precision.FLOAT32, List.of(Spec.longs(1, 1)), scope -> {
                    ClipModel.of(scope, config);
                    return in -> in;
                })
                .parameters();
    }
}
