package jointdit.job;

import static jointdit.config.Check.argument;

import jointdit.joint.JointConfig;

/**
 * Sizes of {@link BenchPrompts}.
 *
 * @param rows of the table
 * @param model that serves it, small
 * @param batch clips that the model of training makes together
 * @param steps of each of them
 */
record BenchPromptsConfig(int rows, JointConfig model, int batch, int steps) {
    BenchPromptsConfig {
        argument(Math.min(rows, Math.min(batch, steps)) >= 1, "rows, batch and steps must be at least 1");
    }
}
