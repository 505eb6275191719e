package jointdit.pretrained.scheduler;

import jointdit.pretrained.ModelConfig;

/** Options that one scheduler leaves in the file of another, where diffusers passes over them too. */
final class Foreign {
    private static final String[] KEYS = {
        "algorithm_type",
        "clip_sample",
        "clip_sample_range",
        "dynamic_thresholding_ratio",
        "euler_at_final",
        "final_sigmas_type",
        "interpolation_type",
        "lambda_min_clipped",
        "lower_order_final",
        "sample_max_value",
        "set_alpha_to_one",
        "sigma_max",
        "sigma_min",
        "skip_prk_steps",
        "solver_order",
        "solver_type",
        "thresholding",
        "timestep_type",
        "use_beta_sigmas",
        "use_exponential_sigmas",
        "use_karras_sigmas",
        "use_lu_lambdas",
        "variance_type"
    };

    private Foreign() {}

    /** To be called after the scheduler has read its own. */
    static void ignore(ModelConfig config) {
        config.ignore(KEYS);
    }
}
