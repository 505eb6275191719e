package jointdit.evaluate.quality;

import java.util.List;
import jointdit.media.Clip;

/** Makes vectors of clips. */
public interface Embedding extends AutoCloseable {
    /** Its name in metrics, such as {@code log-mel}; no spaces. */
    String name();

    /** Vectors of one width: one of a clip, or one of each frame. */
    List<float[]> of(Clip clip);

    @Override
    default void close() {}
}
