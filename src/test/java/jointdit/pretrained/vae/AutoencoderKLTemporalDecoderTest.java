package jointdit.pretrained.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jointdit.pretrained.Published;
import jointdit.tensor.Graph;
import jointdit.tensor.Spec;
import org.junit.jupiter.api.Test;

class AutoencoderKLTemporalDecoderTest {
    private static final Published PUBLISHED = new Published("svd_xt_vae");

    @Test
    void asksForThePublishedTensors() {
        PUBLISHED.assertAskedFor(decoding(2, 1).parameters(), "");
    }

    @Test
    void decodesFramesToPixels() {
        assertThat(decoding(6, 3).outputs()).containsExactly(Spec.floats(6, 3, 16, 24));
    }

    @Test
    void encodesFramesOneByOne() {
        var graph = Graph.trace(
                scope -> AutoencoderKLTemporalDecoder.of(scope, AutoencoderConfig.readTemporal(PUBLISHED.config()))
                        ::encode,
                Spec.floats(2, 3, 16, 24));

        assertThat(graph.outputs()).containsExactly(Spec.floats(2, 8, 2, 3));
    }

    @Test
    void picturesThatFillNoClipAreAnError() {
        assertThatThrownBy(() -> decoding(6, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clips of 4 frames")
                .hasMessageContaining("(6, 4, 2, 3)");
    }

    private static Graph decoding(int pictures, int frames) {
        var config = AutoencoderConfig.readTemporal(PUBLISHED.config());
        return Graph.trace(
                scope -> {
                    var net = AutoencoderKLTemporalDecoder.of(scope, config);
                    return latents -> net.decode(latents, frames);
                },
                Spec.floats(pictures, 4, 2, 3));
    }
}
