package jointdit.spark;

import java.io.Serializable;
import jointdit.codec.CodecConfig;
import jointdit.media.Clip;
import jointdit.media.Cut;
import jointdit.media.MediaDecoder;

/**
 * Decodes a row of the clips table to the size and rates of a codec.
 *
 * @param codec whose size and rates these are
 */
record ClipReader(CodecConfig codec) implements Serializable {
    /**
     * The part of a file that is the clip.
     *
     * @throws jointdit.media.BadClip if the bytes are no clip, a broken one, or end before the part does
     */
    Clip clip(ClipRow row, byte[] file) {
        return new MediaDecoder(codec.decode()).clip(file, new Cut(row.startSeconds(), row.durationSeconds()));
    }
}
