package jointdit.evaluate.quality;

import static jointdit.config.Check.argument;

import java.util.List;

/**
 * The maximum mean discrepancy, squared and unbiased, with the kernel {@code (x.y / d + 1)^3}, as KID has it. It may be
 * below 0 where there is no difference.
 *
 * @see <a href="https://arxiv.org/abs/1801.01401">Binkowski et al. 2018</a>
 */
public final class KernelDistance {
    private KernelDistance() {}

    /** Between two lists of at least two vectors of one width. */
    public static double between(List<float[]> left, List<float[]> right) {
        argument(
                left.size() >= 2 && right.size() >= 2,
                "Wanted two vectors at least on each side, found %d and %d",
                left.size(),
                right.size());
        return within(left) + within(right) - 2 * across(left, right);
    }

    private static double within(List<float[]> vectors) {
        double sum = 0;
        for (int i = 0; i < vectors.size(); i++) {
            for (int k = 0; k < i; k++) {
                sum += 2 * kernel(vectors.get(i), vectors.get(k));
            }
        }
        return sum / ((double) vectors.size() * (vectors.size() - 1));
    }

    private static double across(List<float[]> left, List<float[]> right) {
        double sum = 0;
        for (var x : left) {
            for (var y : right) {
                sum += kernel(x, y);
            }
        }
        return sum / ((double) left.size() * right.size());
    }

    private static double kernel(float[] x, float[] y) {
        double product = 0;
        for (int i = 0; i < x.length; i++) {
            product += (double) x[i] * y[i];
        }
        double base = product / x.length + 1;
        return base * base * base;
    }
}
