package jointdit.job;

import static jointdit.config.Check.argument;

/**
 * Sizes of {@link BenchScaling}.
 *
 * @param clips rows of the table
 * @param steps of the half of a run that is timed, and of a round
 * @param minutes of the run whose overhead is taken
 */
record BenchScalingConfig(int clips, int steps, double minutes) {
    BenchScalingConfig {
        argument(Math.min(clips, steps) >= 1, "clips and steps must be at least 1");
        argument(minutes > 0, "minutes must be above 0, found %s", minutes);
    }
}
