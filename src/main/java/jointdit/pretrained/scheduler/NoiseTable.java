package jointdit.pretrained.scheduler;

import static jointdit.config.Check.argument;

import jointdit.pretrained.ModelConfig;

/**
 * Noise of every time of training, in single precision as PyTorch makes it.
 *
 * @param betas variance of the noise that a time adds, (T)
 * @param alphasCumprod share of signal in the variance at a time, (T)
 */
public record NoiseTable(float[] betas, float[] alphasCumprod) {
    static NoiseTable read(ModelConfig config) {
        config.only("trained_betas").only("rescale_betas_zero_snr", false);
        var trained = config.integer("num_train_timesteps", 1000);
        argument(trained >= 2, "Wanted num_train_timesteps of at least 2 in %s, found %d", config.place(), trained);
        var start = config.number("beta_start", 0.0001);
        var end = config.number("beta_end", 0.02);
        config.only("beta_schedule", "linear", "scaled_linear");
        return of(
                "linear".equals(config.text("beta_schedule", "linear"))
                        ? line(start, end, trained)
                        : squares(line(Math.sqrt(start), Math.sqrt(end), trained)));
    }

    private static NoiseTable of(float[] betas) {
        var alphasCumprod = new float[betas.length];
        var product = 1.0;
        for (var t = 0; t < betas.length; t++) {
            product *= 1 - betas[t];
            alphasCumprod[t] = (float) product;
        }
        return new NoiseTable(betas, alphasCumprod);
    }

    /** Equal parts, counted from the nearer end. */
    private static float[] line(double start, double end, int count) {
        var values = new float[count];
        var step = ((float) end - (float) start) / (count - 1);
        for (var i = 0; i < count; i++) {
            values[i] = i < count / 2 ? (float) start + step * i : (float) end - step * (count - 1 - i);
        }
        return values;
    }

    private static float[] squares(float[] values) {
        var squares = new float[values.length];
        for (var i = 0; i < values.length; i++) {
            squares[i] = values[i] * values[i];
        }
        return squares;
    }

    /** Times of training. */
    int size() {
        return betas.length;
    }

    Mix mix(int time) {
        argument(
                0 <= time && time < size(),
                "Wanted a time below %d, found %d; take fewer steps or a smaller steps_offset",
                size(),
                time);
        return Mix.ofAlphaBar(alphasCumprod[time]);
    }

    /** Standard deviation of the noise beside a signal of factor 1, at every time. */
    public double[] sigmas() {
        var sigmas = new double[size()];
        for (var t = 0; t < sigmas.length; t++) {
            sigmas[t] = (float) Math.sqrt((1 - alphasCumprod[t]) / alphasCumprod[t]);
        }
        return sigmas;
    }

    /** The clean {@code sample} with the noise of a time. */
    public float[] noisy(float[] sample, float[] noise, int time) {
        var mix = mix(time);
        return sum(mix.alpha(), sample, mix.sigma(), noise);
    }

    /** What a network of velocity is to predict for {@link #noisy}. */
    public float[] velocity(float[] sample, float[] noise, int time) {
        var mix = mix(time);
        return sum(mix.alpha(), noise, -mix.sigma(), sample);
    }

    private static float[] sum(double a, float[] x, double b, float[] y) {
        argument(x.length == y.length, "Wanted %d values of noise, found %d", x.length, y.length);
        var sum = new float[x.length];
        for (var i = 0; i < sum.length; i++) {
            sum[i] = (float) (a * x[i] + b * y[i]);
        }
        return sum;
    }
}
