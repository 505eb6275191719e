package jointdit.tensor;

import java.util.Arrays;

/** Values a parameter starts from. */
public sealed interface Init {
    /** Fills {@code target}; the same {@code seed} gives the same values. */
    void fill(float[] target, long seed);

    /** One value everywhere. */
    record Constant(double value) implements Init {
        @Override
        public void fill(float[] target, long seed) {
            Arrays.fill(target, (float) value);
        }
    }

    /** Gaussian of mean 0. */
    record Normal(double standardDeviation) implements Init {
        @Override
        public void fill(float[] target, long seed) {
            Noise.fill(target, seed, standardDeviation);
        }
    }

    /** Zeros, for layers that end a residual branch. */
    static Init zeros() {
        return new Constant(0);
    }

    /** Gaussian that keeps the variance of {@code fanIn} unit inputs. */
    static Init fanIn(int fanIn) {
        return new Normal(1 / Math.sqrt(fanIn));
    }
}
