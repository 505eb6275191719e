package jointdit.pretrained.scheduler;

import static jointdit.config.Check.argument;

import jointdit.pretrained.ModelConfig;

/**
 * Options of {@code DPMSolverMultistepScheduler} with the algorithm {@code dpmsolver++}.
 *
 * @param table noise of training
 * @param prediction what the network predicts
 * @param spacing where the steps lie
 * @param offset added to leading times
 * @param order 1 or 2
 * @param lastPlain when the last step is of first order though the noise does not end
 * @param sigmas noise levels
 */
record DpmSolverConfig(
        NoiseTable table,
        Prediction prediction,
        Spacing spacing,
        int offset,
        int order,
        LastPlain lastPlain,
        SigmaOptions sigmas)
        implements SchedulerConfig {
    private static final int FEW = 15;

    /** When the last step is of first order. */
    enum LastPlain {
        ALWAYS,
        /** With fewer than 15 steps. */
        OF_FEW,
        NEVER;

        private static LastPlain read(ModelConfig config) {
            var always = config.flag("euler_at_final", false);
            var few = config.flag("lower_order_final", true);
            return always ? ALWAYS : few ? OF_FEW : NEVER;
        }
    }

    static DpmSolverConfig read(ModelConfig config) {
        config.only("algorithm_type", "dpmsolver++")
                .only("solver_order", 1, 2)
                .only("solver_type", "midpoint")
                .only("thresholding", false)
                .only("use_lu_lambdas", false)
                .only("use_flow_sigmas", false)
                .only("lambda_min_clipped", "-Infinity")
                .only("variance_type");
        var solver = new DpmSolverConfig(
                NoiseTable.read(config),
                Prediction.named(config.text("prediction_type", "epsilon")),
                Spacing.named(config.text("timestep_spacing", "linspace")),
                config.integer("steps_offset", 0),
                config.integer("solver_order", 2),
                LastPlain.read(config),
                SigmaOptions.read(config));
        Foreign.ignore(config);
        config.finish();
        return solver;
    }

    DpmSolverConfig withKarras() {
        return new DpmSolverConfig(table, prediction, spacing, offset, order, lastPlain, sigmas.withKarras());
    }

    @Override
    public Scheduler start(int steps, Variance variance) {
        argument(1 <= steps && steps < table.size(), "Wanted 1 to %d steps, found %d", table.size() - 1, steps);
        var trained = new Sigmas(table.sigmas());
        var times = spacing.withoutLast(steps, table.size(), offset);
        var levels = trained.at(times);
        if (sigmas.karras()) {
            levels = sigmas.karras(trained.least(), trained.most(), steps);
            times = trained.times(levels);
        }
        return new DpmSolver(this, rounded(times), Sigmas.ending(levels, sigmas.last(trained)));
    }

    private static float[] rounded(double[] times) {
        var rounded = new float[times.length];
        for (var i = 0; i < rounded.length; i++) {
            rounded[i] = (float) Math.rint(times[i]);
        }
        return rounded;
    }

    /** Whether the last of {@code steps} is of first order. */
    boolean plainLast(int steps) {
        return switch (lastPlain) {
            case ALWAYS -> true;
            case OF_FEW -> sigmas.endsClean() || steps < FEW;
            case NEVER -> sigmas.endsClean();
        };
    }
}
