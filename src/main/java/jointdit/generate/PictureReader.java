package jointdit.generate;

import java.io.Serializable;
import jointdit.codec.Codec;
import jointdit.media.BadClip;
import jointdit.media.MediaDecoder;
import jointdit.media.Picture;
import jointdit.media.Png;

/**
 * Reads first frames: image files of any kind, or the start of a video, scaled and cropped as the clips for training.
 *
 * @param codec whose latents are wanted
 */
public record PictureReader(Codec codec) implements Serializable {
    /**
     * A picture as the first frame of a clip.
     *
     * @param name what the file is called in messages
     * @throws IllegalArgumentException if it holds no picture
     */
    public Picture frame(String name, byte[] file) {
        try {
            return new MediaDecoder(codec.config().decode()).picture(file);
        } catch (BadClip e) {
            throw new IllegalArgumentException("Wanted an image, found %s: %s".formatted(name, e.getMessage()), e);
        }
    }

    /**
     * A picture in its own size, of a PNG, JPEG, GIF or BMP file.
     *
     * @param name what the file is called in messages
     * @throws IllegalArgumentException if it is none of these
     */
    public static Picture picture(String name, byte[] file) {
        try {
            return Png.picture(file);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Wanted a PNG, JPEG, GIF or BMP image, found %s: %s".formatted(name, e.getMessage()), e);
        }
    }
}
