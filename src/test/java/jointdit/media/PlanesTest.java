package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlanesTest {
    @Test
    void bytesBecomePlanesBetweenMinusOneAndOne() {
        var picture = new Picture(2, 1, new byte[] {0, (byte) 255, 51, (byte) 255, 0, 102});
        assertThat(Planes.of(picture).values())
                .containsExactly(new float[] {-1, 1, 1, -1, -0.6f, -0.2f}, within(1e-6f));
    }

    @Test
    void enlargingKeepsCornersAndOneColour() {
        var ramp = new float[16];
        for (var i = 0; i < ramp.length; i++) {
            ramp[i] = i % 4;
        }
        var wide = new Planes(1, 4, 4, ramp).resize(10, 4);
        assertThat(wide.values()[0]).isCloseTo(0, within(1e-5f));
        assertThat(wide.values()[9]).isCloseTo(3, within(1e-5f));
        assertThat(wide.values()[4]).isCloseTo(4 * 3 / 9f, within(0.05f));
    }

    @Test
    void shrinkingBlursStripesAway() {
        var stripes = new float[64 * 64];
        for (var i = 0; i < stripes.length; i++) {
            stripes[i] = i % 2;
        }
        var small = new Planes(1, 64, 64, stripes).resize(8, 8);
        for (var value : small.values()) {
            assertThat(value).isCloseTo(0.5f, within(0.02f));
        }
    }
}
