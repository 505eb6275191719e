package jointdit.spark;

import java.io.Serializable;
import jointdit.tensor.Noise;

/**
 * What all tasks of a run share.
 *
 * @param storage file systems of the session
 * @param server what makes the clips
 * @param out folder of the clips
 * @param choices of the settings
 */
record SamplePlan<A>(Storage storage, PromptServer<A> server, String out, Choices choices) implements Serializable {
    /**
     * Settings that do not depend on what makes the clips.
     *
     * @param useImage whether pictures count
     * @param seed from which rows without their own seed get one
     * @param samples clips of a row that does not say how many
     * @param batch clips that are made together
     * @param retry whether rows are tried again that failed with the same settings
     * @param sheet whether a contact sheet is drawn of each clip
     */
    record Choices(boolean useImage, long seed, int samples, int batch, boolean retry, boolean sheet)
            implements Serializable {
        static Choices of(PromptConfig config) {
            return new Choices(
                    config.useImage(),
                    config.seed(),
                    config.samples(),
                    config.batch(),
                    config.retry() || !config.isTable(),
                    config.sheet());
        }

        /** Seed of a row's sample, counted from 0. */
        long seed(PromptRow row, int sample) {
            long first = row.seed().orElseGet(() -> Noise.seed(seed, row.id()));
            return sample == 0 ? first : Noise.seed(first, sample);
        }
    }

    SampleFiles files() {
        return new SampleFiles(storage, out);
    }
}
