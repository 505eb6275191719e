package jointdit.tensor;

import static jointdit.tensor.Traced.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private static final int WIDTH = 2000;

    private static Array dropped(long... seeds) {
        var ones = Array.filled(Shape.of(seeds.length, 2, WIDTH / 2), 1);
        return run((x, s) -> x.dropout(0.25, s), ones, Array.ofLongs(Shape.of(seeds.length), seeds));
    }

    private static float[] clip(Array batch, int index) {
        return Arrays.copyOfRange(batch.floats(), index * WIDTH, (index + 1) * WIDTH);
    }

    @Test
    void itsShareOfElementsIsZeroAndTheRestScaledUp() {
        var values = dropped(7).floats();
        assertThat(values).containsOnly(0f, (float) (1 / 0.75));
        var zeros = 0;
        for (var value : values) {
            zeros += value == 0 ? 1 : 0;
        }
        assertThat((double) zeros / WIDTH).isCloseTo(0.25, within(0.04));
    }

    @Test
    void patternDependsOnTheOwnSeedAlone() {
        var batch = dropped(11, 12, 13);
        assertThat(clip(batch, 2)).isEqualTo(dropped(13).floats());
        assertThat(clip(dropped(13, 11), 1)).isEqualTo(clip(batch, 0));
        assertThat(clip(batch, 0)).isNotEqualTo(clip(batch, 1));
    }

    @Test
    void dropoutsOfOneProgramDiffer() {
        var ones = Array.filled(Shape.of(1, WIDTH), 1);
        var both = run(
                (x, s) -> Tensor.concat(List.of(x.dropout(0.5, s), x.dropout(0.5, s)), 0),
                ones,
                Array.ofLongs(Shape.of(1), 5));
        assertThat(clip(both, 0)).isNotEqualTo(clip(both, 1));
    }

    @Test
    void rateZeroChangesNothing() {
        var ones = Array.filled(Shape.of(1, 3), 1);
        var seeds = Array.ofLongs(Shape.of(1), 5);
        assertThat(run((x, s) -> x.dropout(0, s), ones, seeds).floats()).containsOnly(1f);
    }
}
