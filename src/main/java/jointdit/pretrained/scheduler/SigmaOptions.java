package jointdit.pretrained.scheduler;

import java.util.Optional;
import jointdit.pretrained.ModelConfig;

/**
 * Options of noise levels that several schedulers have.
 *
 * @param karras whether the levels are those of Karras et al. rather than of training
 * @param least smallest level of Karras et al.; without it that of training
 * @param most largest level of Karras et al.; without it that of training
 * @param endsClean whether the last step leads to no noise at all, rather than to the least of training
 */
record SigmaOptions(boolean karras, Optional<Double> least, Optional<Double> most, boolean endsClean) {
    static SigmaOptions read(ModelConfig config) {
        config.only("final_sigmas_type", "zero", "sigma_min")
                .only("use_exponential_sigmas", false)
                .only("use_beta_sigmas", false);
        return new SigmaOptions(
                config.flag("use_karras_sigmas", false),
                optional(config, "sigma_min"),
                optional(config, "sigma_max"),
                "zero".equals(config.text("final_sigmas_type", "zero")));
    }

    private static Optional<Double> optional(ModelConfig config, String key) {
        config.ignore(key);
        return config.has(key) ? Optional.of(config.number(key)) : Optional.empty();
    }

    /** The same with the levels of Karras et al. */
    SigmaOptions withKarras() {
        return new SigmaOptions(true, least, most, endsClean);
    }

    /** Levels of Karras et al. between the given ones, where the options name none. */
    double[] karras(double least, double most, int steps) {
        return Sigmas.karras(this.least.orElse(least), this.most.orElse(most), steps);
    }

    /** Least and most noise of trajectories. */
    double[] range(Sigmas trained) {
        return karras
                ? new double[] {least.orElse(trained.least()), most.orElse(trained.most())}
                : new double[] {trained.least(), trained.most()};
    }

    double last(Sigmas trained) {
        return endsClean ? 0 : trained.least();
    }
}
