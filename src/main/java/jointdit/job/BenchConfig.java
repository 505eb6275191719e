package jointdit.job;

import static jointdit.config.Check.argument;

import java.util.List;

/**
 * Settings of the {@code bench} job.
 *
 * @param repeats times each figure is taken, at least 1
 * @param matrices sides of the square matrices whose product gives the peak
 * @param blocks transformer blocks of the training step
 * @param width channels D, a multiple of 32
 * @param tokens tokens N of a clip
 * @param batch clips B
 * @param side pixels of a side of the clip that is decoded
 * @param seconds its length
 * @param clips rows of the table that is read
 * @param pretrained the published networks
 * @param megabytes of the gradient that two replicas take the mean of, at least 1
 * @param what is measured
 * @param training sizes of training by two replicas
 * @param prompts sizes of a table of prompts
 */
record BenchConfig(
        int repeats,
        List<Integer> matrices,
        int blocks,
        int width,
        int tokens,
        int batch,
        int side,
        double seconds,
        int clips,
        BenchPretrainedConfig pretrained,
        int megabytes,
        What what,
        BenchScalingConfig training,
        BenchPromptsConfig prompts) {
    /** Figures that take long are taken only when they are asked for. */
    enum What {
        /** All that takes seconds. */
        PARTS,
        /** Two replicas against one, and what Spark adds. */
        TRAIN_SCALING,
        /** Rows of a table of prompts, and clips made together. */
        PROMPTS
    }

    BenchConfig {
        argument(repeats >= 1, "repeats must be at least 1, found %d", repeats);
        argument(!matrices.isEmpty(), "matrices must name a size");
        argument(width % 32 == 0, "width must be a multiple of 32, found %d", width);
        argument(Math.min(blocks, Math.min(tokens, batch)) >= 1, "blocks, tokens and batch must be at least 1");
        argument(megabytes >= 1, "megabytes must be at least 1, found %d", megabytes);
        argument(clips >= 1, "clips must be at least 1, found %d", clips);
    }
}
