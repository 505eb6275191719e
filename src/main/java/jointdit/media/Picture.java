package jointdit.media;

import static jointdit.config.Check.argument;

/**
 * One picture.
 *
 * @param width pixels across
 * @param height pixels down
 * @param rgb RGB24, rows from the top, {@code 3 * width * height} bytes; read-only by agreement
 */
public record Picture(int width, int height, byte[] rgb) {
    public Picture {
        argument(width > 0 && height > 0, "Picture size must be positive, found %dx%d", width, height);
        argument(
                rgb.length == 3 * width * height,
                "A %dx%d picture has %d bytes, found %d",
                width,
                height,
                3 * width * height,
                rgb.length);
    }
}
