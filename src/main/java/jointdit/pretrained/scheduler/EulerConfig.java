package jointdit.pretrained.scheduler;

import static jointdit.config.Check.argument;

import jointdit.pretrained.ModelConfig;

/**
 * Options of {@code EulerDiscreteScheduler}.
 *
 * @param table noise of training
 * @param prediction what the network predicts
 * @param spacing where the steps lie
 * @param offset added to leading times
 * @param continuous whether the network is told ln(sigma) / 4 instead of a time
 * @param sigmas noise levels
 */
record EulerConfig(
        NoiseTable table, Prediction prediction, Spacing spacing, int offset, boolean continuous, SigmaOptions sigmas)
        implements SchedulerConfig {
    static EulerConfig read(ModelConfig config) {
        config.only("interpolation_type", "linear").only("timestep_type", "discrete", "continuous");
        var prediction = Prediction.named(config.text("prediction_type", "epsilon"));
        var continuous = "continuous".equals(config.text("timestep_type", "discrete"));
        var euler = new EulerConfig(
                NoiseTable.read(config),
                prediction,
                Spacing.named(config.text("timestep_spacing", "linspace")),
                config.integer("steps_offset", 0),
                continuous && prediction == Prediction.V_PREDICTION,
                SigmaOptions.read(config));
        Foreign.ignore(config);
        config.finish();
        return euler;
    }

    @Override
    public double[] range() {
        return sigmas.range(new Sigmas(table.sigmas()));
    }

    @Override
    public Scheduler start(int steps, Variance variance) {
        argument(1 <= steps && steps <= table.size(), "Wanted 1 to %d steps, found %d", table.size(), steps);
        var trained = new Sigmas(table.sigmas());
        var times = spacing.timesteps(steps, table.size(), offset);
        var levels = trained.at(times);
        if (sigmas.karras()) {
            levels = sigmas.karras(levels[steps - 1], levels[0], steps);
            times = trained.times(levels);
        }
        var all = Sigmas.ending(levels, sigmas.last(trained));
        return new Euler(told(times, all), all, noiseScale(all[0]), prediction);
    }

    private float[] told(double[] times, float[] sigmas) {
        var told = new float[times.length];
        for (var i = 0; i < told.length; i++) {
            told[i] = (float) (continuous ? 0.25 * Math.log(sigmas[i]) : times[i]);
        }
        return told;
    }

    /** Of all variance where the first step may lie within training. */
    private double noiseScale(double sigma) {
        return spacing == Spacing.LEADING ? Math.sqrt(sigma * sigma + 1) : sigma;
    }
}
