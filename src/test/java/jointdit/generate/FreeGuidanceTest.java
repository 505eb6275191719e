package jointdit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FreeGuidanceTest {
    @Test
    void weightOneIsThePredictionWithCondition() {
        assertThat(new FreeGuidance(new float[] {1, 3}).apply(new float[] {5, 6, 7, 9})[0])
                .isEqualTo(7);
    }

    @Test
    void eachPartHasItsWeight() {
        var guided = FreeGuidance.line(1, 3, 3).apply(new float[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1});

        assertThat(guided).containsExactly(1, 1, 2, 2, 3, 3);
    }

    @Test
    void noPredictionWithoutConditionIsNeededUpToWeightOne() {
        assertThat(FreeGuidance.constant(1).rows()).isEqualTo(1);
        assertThat(FreeGuidance.constant(1.5).rows()).isEqualTo(2);
        assertThat(FreeGuidance.line(0.5, 1.5, 4).rows()).isEqualTo(2);
        assertThat(FreeGuidance.constant(0.5).apply(new float[] {4, 2})).containsExactly(4, 2);
    }

    @Test
    void oneFrameHasTheFirstWeight() {
        assertThat(FreeGuidance.line(2, 3, 1).weights()).containsExactly(2);
    }

    @Test
    void partsMustBeEqual() {
        assertThatThrownBy(() -> FreeGuidance.line(1, 3, 3).apply(new float[8]))
                .hasMessage("4 values do not fall into 3 parts");
    }
}
