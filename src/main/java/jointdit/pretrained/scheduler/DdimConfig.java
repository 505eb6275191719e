package jointdit.pretrained.scheduler;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.OptionalDouble;
import jointdit.pretrained.ModelConfig;

/**
 * Options of {@code DDIMScheduler}.
 *
 * @param table noise of training
 * @param prediction what the network predicts
 * @param spacing where the steps lie
 * @param offset added to leading times
 * @param endsClean whether the last step leads to no noise at all, rather than to the least of training
 * @param clip largest absolute value of a clean estimate, if any
 */
public record DdimConfig(
        NoiseTable table, Prediction prediction, Spacing spacing, int offset, boolean endsClean, OptionalDouble clip)
        implements SchedulerConfig {
    static DdimConfig read(ModelConfig config) {
        config.only("thresholding", false);
        var clips = config.flag("clip_sample", true);
        var range = config.number("clip_sample_range", 1);
        var ddim = new DdimConfig(
                NoiseTable.read(config),
                Prediction.named(config.text("prediction_type", "epsilon")),
                Spacing.named(config.text("timestep_spacing", "leading")),
                config.integer("steps_offset", 0),
                config.flag("set_alpha_to_one", true),
                clips ? OptionalDouble.of(range) : OptionalDouble.empty());
        Foreign.ignore(config);
        config.finish();
        return ddim;
    }

    @Override
    public Scheduler start(int steps, Variance variance) {
        argument(1 <= steps && steps <= table.size(), "Wanted 1 to %d steps, found %d", table.size(), steps);
        var times = Arrays.stream(spacing.timesteps(steps, table.size(), offset))
                .mapToInt(t -> (int) Math.rint(t))
                .toArray();
        return new Ddim(this, times, table.size() / steps, variance);
    }

    /** Share of signal in the variance at a time; before the first time, where the last step leads. */
    public double alphaBar(int time) {
        if (time < 0) {
            return endsClean ? 1 : table.alphasCumprod()[0];
        }
        var alpha = table.mix(time).alpha();
        return alpha * alpha;
    }
}
