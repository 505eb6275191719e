package jointdit.nn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jointdit.nn.SinusoidalEmbedding.Order;
import jointdit.tensor.Graph;
import jointdit.tensor.Spec;
import org.junit.jupiter.api.Test;

class SinusoidalEmbeddingTest {
    @Test
    void narrowOrOddWidthIsRefused() {
        assertThatThrownBy(() -> Graph.trace(scope -> SinusoidalEmbedding.of(scope, 5)::apply, Spec.floats(2)))
                .hasMessage("A sinusoidal embedding has an even width, found 5");
        assertThatThrownBy(() -> Graph.trace(
                        scope -> SinusoidalEmbedding.of(scope, 2, Order.SINES_FIRST, 1)::apply, Spec.floats(2)))
                .hasMessage("A sinusoidal embedding is wider than 3, found 2");
    }
}
