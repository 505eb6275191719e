package jointdit.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionsTest {
    private static final Array IDS = Array.ofLongs(Shape.of(3, 4), 1, 9, 3, 9, 4, 2, 2, 0, 7, 5, 3, 1);

    @Test
    void theFirstOfSeveralLargestCounts() {
        assertThat(Traced.run(ids -> Positions.ofLargest(ids, 1), IDS).longs()).containsExactly(1, 0, 0);
    }

    @Test
    void aValueIsFoundWhereItStandsFirst() {
        assertThat(Traced.run(ids -> Positions.ofFirst(ids, 3, 1), IDS).longs()).containsExactly(2, 0, 2);
    }
}
