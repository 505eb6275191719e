package jointdit.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatchGridTest {
    private static final PatchGrid GRID = new PatchGrid(4, 6, 1, 2);

    private static final float[] PICTURE = counting(24);

    @Test
    void patchesComeInReadingOrder() {
        var patches = GRID.cut(PICTURE);

        assertThat(patches).startsWith(0, 1, 6, 7, 2, 3, 8, 9).endsWith(16, 17, 22, 23);
    }

    @Test
    void joiningUndoesCutting() {
        assertThat(GRID.join(GRID.cut(PICTURE))).containsExactly(PICTURE);
    }

    @Test
    void countAndWidthFillThePicture() {
        var grid = new PatchGrid(16, 24, 3, 8);

        assertThat(grid.count()).isEqualTo(6);
        assertThat(grid.count() * grid.width()).isEqualTo(16 * 24 * 3);
    }

    private static float[] counting(int length) {
        var values = new float[length];
        for (var i = 0; i < length; i++) {
            values[i] = i;
        }
        return values;
    }
}
