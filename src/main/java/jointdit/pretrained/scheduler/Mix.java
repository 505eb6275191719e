package jointdit.pretrained.scheduler;

/**
 * Shares of signal and noise in a sample of variance 1, {@code x = alpha clean + sigma noise}.
 *
 * @param alpha factor of the signal, in (0, 1]
 * @param sigma factor of the noise, with alpha^2 + sigma^2 = 1
 */
record Mix(double alpha, double sigma) {
    /** By the share of signal in the variance. */
    static Mix ofAlphaBar(double alphaBar) {
        return new Mix(Math.sqrt(alphaBar), Math.sqrt(1 - alphaBar));
    }

    /** By the standard deviation of the noise beside a signal of factor 1. */
    static Mix ofSigma(double sigma) {
        var alpha = 1 / Math.sqrt(sigma * sigma + 1);
        return new Mix(alpha, sigma * alpha);
    }

    /** Half the logarithm of the signal-to-noise ratio; infinite without noise. */
    double lambda() {
        return Math.log(alpha) - Math.log(sigma);
    }
}
