package jointdit.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import jointdit.generate.StepListener;
import jointdit.media.Rendition;

/**
 * What serves the rows of a table of prompts: a trained joint model, or a published pipeline. Spark sends it to
 * executors.
 *
 * @param <A> what its networks are asked for
 */
interface PromptServer<A> extends Serializable {
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

    /**
     * What a row asks of the networks; needs none of them.
     *
     * @param image bytes of its picture
     * @throws IllegalArgumentException if the row cannot be served
     */
    A ask(PromptRow row, Optional<byte[]> image, long seed);

    /** Asks of equal values here can be served together. */
    Object together(A ask);

    /** The networks, which the tasks of this JVM share. */
    Renderer<A> open();

    /** Networks at work. Threads may share it. */
    interface Renderer<A> extends AutoCloseable {
        /**
         * Makes what is asked for.
         *
         * @param asks that can be served together
         * @param steps told of each
         * @return in the order of {@code asks}
         * @throws IllegalArgumentException if one of them cannot be served
         */
        List<Rendition> render(List<A> asks, StepListener steps);

        @Override
        void close();
    }
}
