package jointdit.spark;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.IntConsumer;
import jointdit.media.Rendition;

/**
 * What serves the rows of a table of prompts: a trained joint model, or a published pipeline. Spark sends it to
 * executors.
 */
interface PromptServer extends Serializable {
    /** Fingerprint of the weights. */
    String weights();

    /** What the samples table says of them. */
    String checkpoint();

    /**
     * JSON of all settings that the result of a row depends on.
     *
     * @throws IllegalArgumentException if the row cannot be served
     */
    String settings(PromptRow row);

    /** Opens the networks, for one task. */
    Renderer open();

    /** Networks at work. */
    interface Renderer extends AutoCloseable {
        /**
         * Makes what a row asks for.
         *
         * @param image bytes of its picture
         * @param steps told the number of steps done after each
         * @throws IllegalArgumentException if it cannot be served
         */
        Rendition render(PromptRow row, Optional<byte[]> image, long seed, IntConsumer steps);

        @Override
        void close();
    }
}
