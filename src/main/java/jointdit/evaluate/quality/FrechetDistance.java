package jointdit.evaluate.quality;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.lapack.LAPACK;
import java.util.Optional;
import org.netlib.util.intW;

/**
 * The Frechet distance of two normal distributions, squared, as FID, FVD and FAD have it: {@code |m1 - m2|^2 + tr C1 +
 * tr C2 - 2 tr (C1^(1/2) C2 C1^(1/2))^(1/2)}.
 *
 * @see <a href="https://doi.org/10.1016/0047-259X(82)90077-X">Dowson and Landau 1982</a>
 * @see <a href="https://arxiv.org/abs/1706.08500">Heusel et al. 2017</a>
 */
public final class FrechetDistance {
    private FrechetDistance() {}

    /** Why there are too few vectors to say anything: their covariance would not be of full rank. */
    public static Optional<String> problem(GaussianSums left, GaussianSums right) {
        long least = Math.min(left.count(), right.count());
        return least > left.width()
                ? Optional.empty()
                : Optional.of("wanted at least %d vectors for %d values, found %d"
                        .formatted(left.width() + 1, left.width(), least));
    }

    /** Between vectors of the same width, more than that of each. */
    public static double between(GaussianSums left, GaussianSums right) {
        int n = left.width();
        var first = left.covariance();
        var second = right.covariance();
        var root = root(first, n);
        var inner = product(root, product(second, root, n), n);
        double cross = 0;
        for (double value : new Eigen(inner, n).values) {
            cross += Math.sqrt(Math.max(0, value));
        }
        return Math.max(0, squaredDistance(left.mean(), right.mean()) + trace(first, n) + trace(second, n) - 2 * cross);
    }

    private static double squaredDistance(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (left[i] - right[i]) * (left[i] - right[i]);
        }
        return sum;
    }

    private static double trace(double[] matrix, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += matrix[i * n + i];
        }
        return sum;
    }

    /** The symmetric square root of a covariance; eigenvalues that rounding made negative count as 0. */
    private static double[] root(double[] matrix, int n) {
        var eigen = new Eigen(matrix, n);
        var scaled = eigen.vectors.clone();
        for (int k = 0; k < n; k++) {
            double root = Math.sqrt(Math.sqrt(Math.max(0, eigen.values[k])));
            for (int i = 0; i < n; i++) {
                scaled[k * n + i] *= root;
            }
        }
        var result = new double[n * n];
        BLAS.getInstance().dgemm("N", "T", n, n, n, 1, scaled, n, scaled, n, 0, result, n);
        return result;
    }

    private static double[] product(double[] left, double[] right, int n) {
        var result = new double[n * n];
        BLAS.getInstance().dgemm("N", "N", n, n, n, 1, left, n, right, n, 0, result, n);
        return result;
    }

    /** Eigenvalues of a symmetric matrix and, column by column, its eigenvectors. */
    private static final class Eigen {
        private final double[] values;
        private final double[] vectors;

        Eigen(double[] matrix, int n) {
            vectors = matrix.clone();
            values = new double[n];
            var info = new intW(0);
            var size = new double[1];
            LAPACK.getInstance().dsyev("V", "U", n, vectors, n, values, size, -1, info);
            var work = new double[Math.max(3 * n, (int) size[0])];
            LAPACK.getInstance().dsyev("V", "U", n, vectors, n, values, work, work.length, info);
            if (info.val != 0) {
                throw new IllegalStateException("Cannot find the eigenvalues of a covariance, LAPACK says " + info.val);
            }
        }
    }
}
