package jointdit.evaluate.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventF1Test {
    @Test
    void anEventIsMatchedOnce() {
        var twice = EventF1.of(List.of(1.0, 1.05), List.of(1.02), 0.1);

        assertThat(twice).isEqualTo(new EventF1(1, 2, 1));
        assertThat(twice.precision()).isEqualTo(0.5);
        assertThat(twice.recall()).isEqualTo(1);
    }

    @Test
    void asManyAreMatchedAsCanBe() {
        // the nearest partner of 1.0 is 1.1, which would leave 1.2 alone
        assertThat(EventF1.of(List.of(1.0, 1.2), List.of(0.88, 1.1), 0.13).matched())
                .isEqualTo(2);
    }

    @Test
    void toleranceItselfIsNearEnough() {
        assertThat(EventF1.of(List.of(0.7), List.of(0.825), 0.125).matched()).isEqualTo(1);
        assertThat(EventF1.of(List.of(0.7), List.of(0.826), 0.125).matched()).isZero();
    }

    @Test
    void orderDoesNotMatter() {
        assertThat(EventF1.of(List.of(3.0, 1.0), List.of(1.0, 2.0, 3.0), 0.1)).isEqualTo(new EventF1(2, 2, 3));
    }

    @Test
    void poolingAddsCounts() {
        var pooled = EventF1.pooled(List.of(new EventF1(3, 3, 3), new EventF1(0, 1, 0)));

        assertThat(pooled.f1()).isEqualTo(6 / 7.0);
    }

    @Test
    void nothingEarnsNothing() {
        var nothing = EventF1.of(List.of(), List.of(), 0.1);

        assertThat(List.of(nothing.precision(), nothing.recall(), nothing.f1())).containsOnly(0.0);
        assertThat(EventF1.pooled(List.of()).f1()).isZero();
    }

    @Test
    void negativeToleranceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventF1.of(List.of(), List.of(), -1))
                .withMessage("tolerance must be at least 0, found -1.0");
    }
}
