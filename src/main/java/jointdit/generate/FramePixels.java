package jointdit.generate;

import java.util.ArrayList;
import java.util.List;
import jointdit.media.Picture;
import jointdit.media.PictureResizer;
import jointdit.media.Planes;
import jointdit.media.ResizeFilter;
import jointdit.tensor.Array;

/** Pixels of frames as networks take and give them. */
final class FramePixels {
    private FramePixels() {}

    /** A picture in the size that is wanted, channel by channel in [-1, 1]. */
    static float[] sized(Picture picture, SvdConfig config) {
        var fits = picture.width() == config.width() && picture.height() == config.height();
        var sized =
                fits ? picture : PictureResizer.resize(picture, config.width(), config.height(), ResizeFilter.LANCZOS);
        return Planes.of(sized).values();
    }

    /** Decoded frames from [-1, 1] to [0, 1]; what lies outside is clamped. */
    static Array unit(Array decoded) {
        var pixels = decoded.floats();
        var unit = new float[pixels.length];
        for (var i = 0; i < unit.length; i++) {
            unit[i] = Math.max(0, Math.min(pixels[i] / 2 + 0.5f, 1));
        }
        return Array.of(decoded.shape(), unit);
    }

    /** Frames (F, 3, H, W) in [0, 1] to RGB24. */
    static List<byte[]> bytes(Array unit) {
        var area = unit.shape().size(2) * unit.shape().size(3);
        var frames = new ArrayList<byte[]>();
        for (var frame = 0; frame < unit.shape().size(0); frame++) {
            var rgb = new byte[3 * area];
            for (var i = 0; i < rgb.length; i++) {
                rgb[i] = (byte) Math.rint(255 * unit.floats()[(frame * 3 + i % 3) * area + i / 3]);
            }
            frames.add(rgb);
        }
        return frames;
    }
}
