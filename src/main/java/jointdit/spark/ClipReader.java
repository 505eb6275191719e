package jointdit.spark;

import java.io.Serializable;
import jointdit.media.Clip;
import jointdit.media.Cut;
import jointdit.media.DecodeConfig;
import jointdit.media.MediaDecoder;

/**
 * Decodes a row of the clips table.
 *
 * @param config size and rates of the clip
 */
public record ClipReader(DecodeConfig config) implements Serializable {
    /**
     * The part of a file that is the clip.
     *
     * @throws jointdit.media.BadClip if the bytes are no clip, a broken one, or end before the part does
     */
    public Clip clip(ClipRow row, byte[] file) {
        return new MediaDecoder(config).clip(file, new Cut(row.startSeconds(), row.durationSeconds()));
    }
}
