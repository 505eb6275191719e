package jointdit.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SingleExpTest {
    @Test
    void oneIsExact() {
        assertThat(SingleExp.of(0)).isEqualTo(1);
    }

    @Test
    void resultIsWithinOneUnitOfTheLastPlace() {
        for (var x = -40f; x < 40; x += 0.0137f) {
            var exact = Math.exp(x);
            assertThat((double) SingleExp.of(x)).isCloseTo(exact, within((double) Math.ulp((float) exact)));
        }
    }
}
