package jointdit.pretrained.scheduler;

/**
 * Rule that leads from noise to a sample, with the times a pretrained network was trained on. Made by a
 * {@link SchedulerConfig}; one serves one trajectory, whose steps are taken in order.
 */
public sealed interface Scheduler permits Euler, Ddim, DpmSolver {
    /** What the network is told of the time, for each step. */
    float[] timesteps();

    /** Factor of the standard normal noise at the start. */
    double noiseScale();

    /** What the network sees of {@code sample} at the step of index {@code step}. */
    float[] input(int step, float[] sample);

    /**
     * Takes a step.
     *
     * @param step index, from 0
     * @param sample before the step, as it was not yet scaled by {@link #input}
     * @param output of the network for it, guided
     */
    Step step(int step, float[] sample, float[] output);

    /**
     * What a step gives.
     *
     * @param sample after it
     * @param clean estimate of the sample without noise
     */
    record Step(float[] sample, float[] clean) {}
}
