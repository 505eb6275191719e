package jointdit.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AdamWTest {
    private static final AdamW.Settings SETTINGS = new AdamW.Settings(0.9, 0.99, 1e-8, 0.1);

    /** Half the squared distance of each weight from its target. */
    private static Graph distance() {
        return Graph.trace(Precision.FLOAT32, List.of(Spec.floats(3)), scope -> {
            var slow = scope.in("slow").parameter("weight", Init.zeros(), 3);
            var fast = scope.in("fast").parameter("weight", Init.zeros(), 3);
            var still = scope.in("still").parameter("weight", Init.zeros(), 3);
            return in -> {
                var target = in.get(0);
                var sum = slow.sub(target).square().add(fast.sub(target).square());
                return List.of(sum.add(still.sub(target).square()).sum(0).mul(0.5));
            };
        });
    }

    private static Weights weights() {
        var groups = List.of(new Layout.Group("^slow", 1e-2), new Layout.Group("^fast", 1e-1));
        return Weights.zeros(Layout.of(distance().parameters(), groups), Device.cpu());
    }

    private static Array target() {
        return Array.of(Shape.of(3), 1f, -2f, 0.5f);
    }

    @Test
    void threeStepsFollowTheFormulaInEveryGroup() {
        try (var weights = weights();
                var program = new Program(distance(), weights);
                var adamW = new AdamW(weights, SETTINGS)) {
            for (var step = 0; step < 3; step++) {
                try (var gradient = program.gradient(target())) {
                    adamW.step(gradient, 0.5);
                }
            }
            for (var i = 0; i < 3; i++) {
                var wanted = target().floats()[i];
                assertThat((double) weights.floats("slow.weight")[i]).isCloseTo(byHand(wanted, 5e-3), within(1e-6));
                assertThat((double) weights.floats("fast.weight")[i]).isCloseTo(byHand(wanted, 5e-2), within(1e-6));
            }
            assertThat(weights.floats("still.weight")).containsOnly(0f);
        }
    }

    private static double byHand(double target, double rate) {
        double weight = 0;
        double first = 0;
        double second = 0;
        for (var step = 1; step <= 3; step++) {
            var gradient = weight - target;
            weight *= 1 - rate * 0.1;
            first = 0.9 * first + 0.1 * gradient;
            second = 0.99 * second + 0.01 * gradient * gradient;
            var mean = first / (1 - Math.pow(0.9, step));
            var root = Math.sqrt(second / (1 - Math.pow(0.99, step)));
            weight -= rate * mean / (root + 1e-8);
        }
        return weight;
    }

    @Test
    void clippingKeepsTheDirectionAndLimitsTheNorm() {
        try (var weights = weights();
                var program = new Program(distance(), weights);
                var adamW = new AdamW(weights, SETTINGS);
                var gradient = program.gradient(target())) {
            var norm = Math.sqrt(2 * (1 + 4 + 0.25));
            assertThat(adamW.clip(gradient, 1)).isCloseTo(norm, within(1e-5));
            assertThat((double) gradient.floats()[1]).isCloseTo(2 / norm, within(1e-6));
        }
    }

    @Test
    void averageMovesByItsShare() {
        try (var weights = weights();
                var average = weights.copy();
                var adamW = new AdamW(weights, SETTINGS)) {
            weights.setLearning(new float[] {1, 1, 1, 2, 2, 2});
            adamW.average(average, 0.9);
            assertThat(average.learning()[0]).isCloseTo(0.1f, within(1e-7f));
            assertThat(average.learning()[5]).isCloseTo(0.2f, within(1e-7f));
        }
    }

    @Test
    void piecesMoveAsTheWholeDoes() {
        try (var weights = weights();
                var whole = weights.copy();
                var pieces = weights.copy(Device.cpu());
                var adamW = new AdamW(weights, SETTINGS)) {
            weights.setLearning(new float[] {1, -3, 0.1f, 2, 1e-3f, 2});
            adamW.average(whole, 0.7);
            adamW.average(pieces, 0.7, 4);
            assertThat(pieces.learning()).containsExactly(whole.learning(), within(1e-7f));
        }
    }

    @Test
    void restoredStateGoesOnBitForBit() {
        try (var weights = weights();
                var program = new Program(distance(), weights);
                var adamW = new AdamW(weights, SETTINGS)) {
            step(program, adamW);
            try (var copy = weights.copy();
                    var other = new Program(distance(), copy);
                    var restored = new AdamW(copy, SETTINGS)) {
                restored.restore(adamW.state());
                step(program, adamW);
                step(other, restored);
                assertThat(copy.learning()).isEqualTo(weights.learning());
            }
        }
    }

    private static void step(Program program, AdamW adamW) {
        try (var gradient = program.gradient(target())) {
            adamW.step(gradient, 1);
        }
    }
}
