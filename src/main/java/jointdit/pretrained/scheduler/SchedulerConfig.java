package jointdit.pretrained.scheduler;

import java.nio.file.Path;
import jointdit.pretrained.ModelConfig;

/** A published {@code scheduler_config.json}. */
public sealed interface SchedulerConfig permits EulerConfig, DdimConfig, DpmSolverConfig {
    /** File name in the {@code scheduler} folder of a pipeline. */
    String FILE = "scheduler_config.json";

    /**
     * Reads the file of a folder and takes the scheduler of the user's choice.
     *
     * @throws IllegalArgumentException naming every option that is not supported
     */
    static SchedulerConfig read(Path folder, SchedulerChoice choice) {
        return choice.read(ModelConfig.read(folder.resolve(FILE)));
    }

    /** Noise of the times of training. */
    NoiseTable table();

    /** What the network predicts. */
    Prediction prediction();

    /** Whether the network is told ln(sigma) / 4 instead of a time. */
    default boolean continuous() {
        return false;
    }

    /** Least and most noise of trajectories, as standard deviations beside a signal of factor 1. */
    default double[] range() {
        var trained = new Sigmas(table().sigmas());
        return new double[] {trained.least(), trained.most()};
    }

    /**
     * Begins a trajectory.
     *
     * @param steps at least 1, and no more than times of training
     * @param variance noise on the way, which only DDIM heeds
     */
    Scheduler start(int steps, Variance variance);

    /** Begins a trajectory without noise on the way. */
    default Scheduler start(int steps) {
        return start(steps, Variance.NONE);
    }
}
