package jointdit.nn;

/**
 * Exponential in float32 as the vector mathematics of PyTorch computes it, to the last bit: at step 1000 the last bit
 * of a frequency is seen.
 *
 * @see <a href="https://arxiv.org/abs/2001.09258">Shibata and Petrogalli 2020, SLEEF</a>
 */
final class SingleExp {
    private static final float PER_LN2 = 1.442695f;
    /** ln 2 in two parts, the first with so few bits that its products with whole numbers are exact. */
    private static final float LN2_HIGH = 0.693145752f;

    private static final float LN2_LOW = 1.42860677e-6f;
    /** Of powers 7 to 2; near 1 / 5040, ..., 1 / 2. */
    private static final float[] SERIES = {
        0.000198527618f, 0.00139304355f, 0.00833336077f, 0.0416664854f, 0.166666672f, 0.5f
    };

    private SingleExp() {}

    /** exp of {@code x}, whose result is a normal number. */
    static float of(float x) {
        var twos = (float) Math.rint(x * PER_LN2);
        var rest = Math.fma(twos, -LN2_LOW, Math.fma(twos, -LN2_HIGH, x));
        var sum = 0f;
        for (var coefficient : SERIES) {
            sum = Math.fma(sum, rest, coefficient);
        }
        return Math.scalb(1 + Math.fma(rest * rest, sum, rest), (int) twos);
    }
}
