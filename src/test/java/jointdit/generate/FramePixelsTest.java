package jointdit.generate;

import static org.assertj.core.api.Assertions.assertThat;

import jointdit.tensor.Array;
import jointdit.tensor.Shape;
import org.junit.jupiter.api.Test;

class FramePixelsTest {
    @Test
    void whatLiesOutsideIsClamped() {
        var unit = FramePixels.unit(Array.of(Shape.of(1, 1, 1, 4), -3, -1, 0, 3));

        assertThat(unit.floats()).containsExactly(0, 0, 0.5f, 1);
    }

    @Test
    void planesBecomePixels() {
        var unit = Array.of(Shape.of(2, 3, 1, 2), 0, 1, 0.2f, 0.4f, 1, 0, 1, 1, 1, 1, 1, 1);

        var frames = FramePixels.bytes(unit);

        assertThat(frames).hasSize(2);
        assertThat(frames.get(0)).containsExactly(0, 51, 255, 255, 102, 0);
        assertThat(frames.get(1)).containsOnly(255);
    }
}
