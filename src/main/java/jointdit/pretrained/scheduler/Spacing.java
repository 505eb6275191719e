package jointdit.pretrained.scheduler;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How the times of few steps lie among the times of training, latest first.
 *
 * @see <a href="https://arxiv.org/abs/2305.08891">Lin et al. 2023, table 2</a>
 */
enum Spacing {
    /** From the last time to the first in equal parts. */
    LINSPACE {
        @Override
        double[] timesteps(int steps, int trained, int offset) {
            return latestFirst(steps, i -> steps == 1 ? 0 : i * (trained - 1.0) / (steps - 1));
        }

        @Override
        double[] withoutLast(int steps, int trained, int offset) {
            return latestFirst(steps, i -> Math.rint((i + 1) * (trained - 1.0) / steps));
        }
    },
    /** Whole strides from the offset. */
    LEADING {
        @Override
        double[] timesteps(int steps, int trained, int offset) {
            var stride = trained / steps;
            return latestFirst(steps, i -> (double) i * stride + offset);
        }

        @Override
        double[] withoutLast(int steps, int trained, int offset) {
            var stride = trained / (steps + 1);
            return latestFirst(steps, i -> (i + 1.0) * stride + offset);
        }
    },
    /** Strides back from the end. */
    TRAILING {
        @Override
        double[] timesteps(int steps, int trained, int offset) {
            var stride = (double) trained / steps;
            return IntStream.range(0, steps)
                    .mapToDouble(i -> Math.rint(trained - i * stride) - 1)
                    .toArray();
        }

        @Override
        double[] withoutLast(int steps, int trained, int offset) {
            return timesteps(steps, trained, offset);
        }
    };

    /**
     * Times of the steps.
     *
     * @param trained times of training, numbered from 0
     * @param offset added to leading ones
     */
    abstract double[] timesteps(int steps, int trained, int offset);

    /** Times of solvers that count the end of the last step as one more time. */
    abstract double[] withoutLast(int steps, int trained, int offset);

    static Spacing named(String name) {
        return Named.constant(values(), "timestep_spacing", name);
    }

    private static double[] latestFirst(int steps, IntToDoubleFunction time) {
        return IntStream.range(0, steps)
                .map(i -> steps - 1 - i)
                .mapToDouble(time)
                .toArray();
    }
}
