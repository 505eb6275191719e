package jointdit.diffusion;

/** The normal distribution and its inverse. */
final class NormalQuantile {
    private static final double TAIL = 0.02425;
    private static final double LOG_TAIL = Math.log(TAIL);
    private static final double FAR = 8;
    private static final double TINY = 1e-10;
    private static final double[] A = {
        -3.969683028665376e+01,
        2.209460984245205e+02,
        -2.759285104469687e+02,
        1.383577518672690e+02,
        -3.066479806614716e+01,
        2.506628277459239e+00
    };
    private static final double[] B = {
        -5.447609879822406e+01,
        1.615858368580409e+02,
        -1.556989798598866e+02,
        6.680131188771972e+01,
        -1.328068155288572e+01,
        1
    };
    private static final double[] C = {
        -7.784894002430293e-03,
        -3.223964580411365e-01,
        -2.400758277161838e+00,
        -2.549732539343734e+00,
        4.374664141464968e+00,
        2.938163982698783e+00
    };
    private static final double[] D = {
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1
    };

    private NormalQuantile() {}

    /** z with P(Z below z) = p, for p in (0, 1), relative error 1.2e-9 (Acklam 2003). */
    static double probit(double p) {
        if (p < TAIL) {
            return tail(Math.log(p));
        }
        if (p > 1 - TAIL) {
            return -tail(Math.log(1 - p));
        }
        var q = p - 0.5;
        return q * polynomial(A, q * q) / polynomial(B, q * q);
    }

    /**
     * P(Z below z), absolute error below 1e-12; 0 and 1 far out.
     *
     * @see <a href="https://doi.org/10.18637/jss.v011.i04">Marsaglia 2004</a>
     */
    static double probability(double z) {
        if (Math.abs(z) > FAR) {
            return z < 0 ? 0 : 1;
        }
        var term = z;
        var sum = z;
        for (var i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
            term *= z * z / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    /**
     * z' with P(Z below z') = P(Z below z)^power. Both tails go through their logarithms, so that far out there is
     * neither 0 nor 1.
     *
     * @param power above 0
     */
    static double warped(double z, double power) {
        var log = power * logProbability(z);
        if (log < LOG_TAIL) {
            return tail(log);
        }
        var p = Math.exp(log);
        return p > 1 - TAIL ? -tail(logUpper(z, power, log)) : probit(p);
    }

    /** ln(1 - P(Z below z)^power), where {@code log} is the logarithm of the power. */
    private static double logUpper(double z, double power, double log) {
        // far up, the probability itself would round to 1
        return z > 6 && log > -TINY ? Math.log(power) + logTail(z) : Math.log(-Math.expm1(log));
    }

    /** ln P(Z below z). */
    static double logProbability(double z) {
        return z < 0 ? logTail(-z) : Math.log1p(-Math.exp(logTail(z)));
    }

    /** ln P(Z above z), of z at least 0; beyond 5 by the continued fraction of Mills' ratio. */
    private static double logTail(double z) {
        if (z < 5) {
            return Math.log(probability(-z));
        }
        var fraction = z;
        for (var k = 60; k >= 1; k--) {
            fraction = z + k / fraction;
        }
        return -z * z / 2 - Math.log(2 * Math.PI) / 2 - Math.log(fraction);
    }

    /** The quantile of a p below {@link #TAIL}, from its logarithm. */
    private static double tail(double log) {
        var q = Math.sqrt(-2 * log);
        return polynomial(C, q) / polynomial(D, q);
    }

    /** Sum of {@code coefficients}, highest power first. */
    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (var c : coefficients) {
            sum = sum * x + c;
        }
        return sum;
    }
}
