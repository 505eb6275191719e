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

    /** Turned to the left by a quarter, {@code times} over. */
    Picture turnedLeft(int times) {
        var turned = this;
        for (int i = 0; i < times; i++) {
            turned = turned.turnedLeft();
        }
        return turned;
    }

    private Picture turnedLeft() {
        var turned = new byte[rgb.length];
        for (int y = 0; y < width; y++) {
            for (int x = 0; x < height; x++) {
                System.arraycopy(rgb, 3 * (x * width + width - 1 - y), turned, 3 * (y * height + x), 3);
            }
        }
        return new Picture(height, width, turned);
    }
}
