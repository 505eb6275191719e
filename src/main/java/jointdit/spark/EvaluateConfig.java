package jointdit.spark;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.Optional;
import jointdit.media.DecodeConfig;

/**
 * Settings of an evaluation, the {@code evaluate} block of a configuration file.
 *
 * @param samples a folder that {@code generate} filled, a folder of clips, or a manifest of clips
 * @param out folder of the {@code metrics} table, which keeps the figures of other runs
 * @param run what these clips are called in the table
 * @param split of the clips to take; all if absent. Generated clips have none
 * @param label of the clips to take, such as the scene of synthetic ones; all if absent. Generated clips have none
 * @param seed of the shuffled pairs and of the intervals
 * @param decode size and rates at which clips are looked at; one frame is the tolerance of synchrony
 */
public record EvaluateConfig(
        String samples,
        String out,
        String run,
        Optional<String> split,
        Optional<String> label,
        long seed,
        DecodeConfig decode)
        implements Serializable {
    public EvaluateConfig {
        argument(!samples.isBlank(), "samples must name a folder or a manifest, found nothing");
        argument(!out.isBlank(), "out must name a folder, found nothing");
        argument(!run.isBlank(), "run must have a name, found nothing");
    }

    /** Seconds from one frame to the next. */
    double tolerance() {
        return 1 / decode.framesPerSecond();
    }
}
