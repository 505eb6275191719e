package jointdit.spark;

import java.time.Instant;
import java.util.Optional;
import jointdit.codec.Fingerprint;

/**
 * A joint model that can make clips.
 *
 * @param id name in addresses: 16 hexadecimal digits, or {@code shipped}
 * @param name for people
 * @param kind where it comes from
 * @param folder of the run or export; empty for the shipped one
 * @param step of its training
 * @param madeAt when its weights were written
 * @param latents folder of the table it was trained on; empty if that is not known or gone
 * @param clip of its training
 */
public record FoundModel(
        String id,
        String name,
        Kind kind,
        Optional<String> folder,
        int step,
        Instant madeAt,
        Optional<String> latents,
        Sizes clip) {
    /** Where a model comes from. */
    public enum Kind {
        /** It comes with the program. */
        SHIPPED,
        /** A folder of {@code train}. */
        RUN,
        /** A folder of {@code export}. */
        EXPORT
    }

    /**
     * What its clips are like.
     *
     * @param seconds length
     * @param framesPerSecond rate
     * @param width pixels across
     * @param height pixels down
     */
    public record Sizes(double seconds, double framesPerSecond, int width, int height) {}

    /** The name in addresses of a folder. */
    static String id(String folder) {
        return new Fingerprint().add(folder).hex().substring(0, 16);
    }
}
