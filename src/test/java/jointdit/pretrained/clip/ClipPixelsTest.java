package jointdit.pretrained.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import jointdit.media.Picture;
import jointdit.pretrained.ModelConfig;
import jointdit.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipPixelsTest {
    private static final String OLD = """
            {"crop_size": 224, "do_center_crop": true, "do_normalize": true, "do_resize": true,
             "feature_extractor_type": "CLIPFeatureExtractor", "resample": 3, "size": 224,
             "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_std": [0.26862954, 0.26130258, 0.27577711]}""";
    private static final String NEW = """
            {"crop_size": {"height": 224, "width": 224}, "do_center_crop": true, "do_convert_rgb": true,
             "do_normalize": true, "do_rescale": true, "do_resize": true, "image_processor_type": "CLIPImageProcessor",
             "resample": 3, "rescale_factor": 0.00392156862745098, "size": {"shortest_edge": 224}}""";

    @Test
    void oldAndNewConfigsMeanTheSame() {
        assertThat(read(NEW)).isEqualTo(read(OLD));
    }

    @Test
    void otherStepsAreRefusedByName() {
        assertThatThrownBy(() -> read(NEW.replace("\"resample\": 3", "\"resample\": 2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("resample");
        assertThatThrownBy(() -> read(NEW.replace("\"do_rescale\": true", "\"do_pad\": true")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do_pad");
    }

    @Test
    void aColourIsNormed() {
        var rgb = new byte[3 * 10 * 20];
        Arrays.fill(rgb, (byte) 255);
        var white = new Picture(10, 20, rgb);
        var pixels = new ClipPixels(
                8, 8, ClipPixels.Middle.LOWER, 1 / 255.0, List.of(0.5, 0.0, 1.0), List.of(0.5, 2.0, 1.0));
        assertThat(pixels.of(white).shape()).isEqualTo(Shape.of(1, 3, 8, 8));
        for (var array : List.of(pixels.of(white), pixels.smooth(white))) {
            assertThat(array.floats()[0]).isCloseTo(1, within(1e-5f));
            assertThat(array.floats()[64]).isCloseTo(0.5f, within(1e-5f));
            assertThat(array.floats()[128]).isCloseTo(0, within(1e-5f));
        }
    }

    @Test
    void openClipNamesItsOwnMeans(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("open_clip_config.json"), """
                {"model_cfg": {"embed_dim": 4,
                   "vision_cfg": {"image_size": 32, "layers": 1, "width": 64, "patch_size": 8},
                   "text_cfg": {"width": 64, "heads": 1, "layers": 1}},
                 "preprocess_cfg": {"mean": [0.1, 0.2, 0.3], "std": [0.4, 0.5, 0.6], "interpolation": "bicubic"}}""");
        assertThat(ClipPixels.open(folder))
                .isEqualTo(new ClipPixels(
                        32, 32, ClipPixels.Middle.EVEN, 1 / 255.0, List.of(0.1, 0.2, 0.3), List.of(0.4, 0.5, 0.6)));
    }

    private static ClipPixels read(String json) {
        return ClipPixels.read(ModelConfig.parse("preprocessor_config.json", json));
    }
}
