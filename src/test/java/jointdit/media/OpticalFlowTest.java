package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpticalFlowTest {
    private static final int SIDE = 96;

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "0, 2", "3, 4"})
    void aPictureThatMovesAsAWholeMovesByThatMuch(int right, int down) {
        try (var flow = new OpticalFlow()) {
            flow.add(waves(0, 0));
            flow.add(waves(right, down));

            // the window reaches beyond the edges, where nothing is known
            assertThat(flow.lengths()).hasSize(2);
            assertThat(flow.lengths()[1])
                    .isCloseTo(Math.hypot(right, down), within(0.02 + 0.08 * Math.hypot(right, down)));
        }
    }

    @Test
    void theFirstPictureMovesAsTheSecond() {
        try (var flow = new OpticalFlow()) {
            flow.add(waves(0, 0));
            assertThat(flow.lengths()).isEmpty();
            flow.add(waves(2, 0));
            flow.add(waves(2, 0));

            assertThat(flow.lengths()[0]).isEqualTo(flow.lengths()[1]);
            assertThat(flow.lengths()[2]).isCloseTo(0, within(1e-2));
        }
    }

    /** Waves of lengths that no shift of a few pixels takes into themselves. */
    private static Picture waves(int right, int down) {
        var rgb = new byte[3 * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double wave = Math.sin((x - right) / 5.0)
                        + Math.cos((y - down) / 6.0)
                        + Math.sin((x - right + y - down) / 9.0);
                byte grey = (byte) Math.round(128 + 40 * wave);
                for (int c = 0; c < 3; c++) {
                    rgb[3 * (y * SIDE + x) + c] = grey;
                }
            }
        }
        return new Picture(SIDE, SIDE, rgb);
    }
}
