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
    private static final float LN2_HIGH = 0.69314575f;

    private static final float LN2_LOW = 1.4286068e-6f;
    /** Of powers 7 to 2; near 1 / 5040, ..., 1 / 2. */
    private static final float[] SERIES = {1.9852762e-4f, 0.0013930436f, 0.008333361f, 0.041666485f, 0.16666667f, 0.5f};

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
