package jointdit.pretrained.scheduler;

import static jointdit.config.Check.argument;

import java.util.function.IntFunction;

/**
 * Noise that DDIM adds on its way.
 *
 * @param eta 0 for none, 1 for that of DDPM
 * @param noise standard normal values for the step of an index, as many as the sample has
 */
public record Variance(double eta, IntFunction<float[]> noise) {
    public static final Variance NONE = new Variance(0, step -> new float[0]);

    public Variance {
        argument(0 <= eta && eta <= 1, "eta must lie in [0, 1], found %s", eta);
    }
}
