package jointdit.pretrained.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import jointdit.pretrained.ModelFolder;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Shape;
import org.junit.jupiter.api.Test;

class ClipTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");

    @Test
    void rowsDoNotDependOnTheirBatch() {
        try (var clip = open("clip_hf_full")) {
            var ids = new long[] {0, 7, 5, 59, 0, 3, 59, 59};
            var both = clip.textEmbedding(Array.ofLongs(Shape.of(2, 4), ids));
            var second = clip.textEmbedding(Array.ofLongs(Shape.of(1, 4), 0, 3, 59, 59));
            assertThat(both.shape()).isEqualTo(Shape.of(2, clip.embeddingWidth()));
            assertThat(Arrays.copyOfRange(both.floats(), clip.embeddingWidth(), 2 * clip.embeddingWidth()))
                    .containsExactly(second.floats(), within(1e-5f));
        }
    }

    @Test
    void whatStandsBehindTheEndDoesNotMatter() {
        try (var clip = open("clip_hf_full")) {
            var padded = clip.textEmbedding(Array.ofLongs(Shape.of(1, 5), 0, 3, 59, 1, 1));
            assertThat(clip.textEmbedding(Array.ofLongs(Shape.of(1, 3), 0, 3, 59))
                            .floats())
                    .containsExactly(padded.floats(), within(1e-5f));
        }
    }

    @Test
    void oneTowerAloneEmbedsItsKindOnly() {
        try (var clip = open("clip_vision_hf")) {
            var side = clip.imageSide();
            assertThat(clip.imageEmbedding(Array.filled(Shape.of(1, 3, side, side), 0.5f))
                            .shape())
                    .isEqualTo(Shape.of(1, clip.embeddingWidth()));
            assertThat(clip.readsTexts()).isFalse();
            assertThatThrownBy(() -> clip.textEmbedding(Array.ofLongs(Shape.of(1, 1), 0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("text tower");
        }
    }

    @Test
    void imagesOfAnotherSizeAreRefused() {
        try (var clip = open("clip_hf_full")) {
            assertThatThrownBy(() -> clip.imageEmbedding(Array.filled(Shape.of(1, 3, 8, 8), 0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Wanted images");
        }
    }

    private static Clip open(String golden) {
        return Clip.open(ModelFolder.of(GOLDENS.resolve(golden)), Device.cpu());
    }
}
