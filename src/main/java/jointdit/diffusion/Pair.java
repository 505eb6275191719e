package jointdit.diffusion;

/**
 * Video and audio latents of one batch; read-only by agreement.
 *
 * @param video row-major values
 * @param audio row-major values
 */
public record Pair(float[] video, float[] audio) {
    /** {@code a x + b y}, element by element, with factors per modality. */
    static Pair mix(Factors a, Pair x, Factors b, Pair y) {
        return new Pair(mix(a.video(), x.video, b.video(), y.video), mix(a.audio(), x.audio, b.audio(), y.audio));
    }

    private static float[] mix(double a, float[] x, double b, float[] y) {
        var result = new float[x.length];
        for (var i = 0; i < x.length; i++) {
            result[i] = (float) (a * x[i] + b * y[i]);
        }
        return result;
    }

    /** A factor for each modality. */
    record Factors(double video, double audio) {}
}
