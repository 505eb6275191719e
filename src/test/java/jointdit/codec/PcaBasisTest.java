package jointdit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PcaBasisTest {
    private static final PcaBasis TURN =
            new PcaBasis(new float[] {1, 2}, new float[] {0.6f, 0.8f, -0.8f, 0.6f}, new float[] {2, 0.5f});

    @Test
    void scoresAreChannelFirstCentredAndScaled() {
        // (1.6, 2.8) - mean = (0.6, 0.8), which is the first component; the second row is the mean
        var scores = TURN.project(new float[] {1.6f, 2.8f, 1, 2});

        assertThat(scores).usingComparatorWithPrecision(1e-6f).containsExactly(0.5f, 0, 0, 0);
    }

    @Test
    void allComponentsTogetherLoseNothing() {
        var rows = new float[] {3, -1, 0.5f, 4, 1, 2};

        var back = TURN.reconstruct(TURN.project(rows));

        assertThat(back).usingComparatorWithPrecision(1e-5f).containsExactly(rows);
    }

    @Test
    void zeroScaleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PcaBasis(new float[1], new float[1], new float[1]))
                .withMessage("Scales must be above 0, found 0.0");
    }
}
