package jointdit.media;

import static jointdit.config.Check.argument;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as PNG files. */
public final class Png {
    private Png() {}

    public static byte[] bytes(Picture picture) {
        var image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        var rgb = picture.rgb();
        for (int i = 0; i < picture.width() * picture.height(); i++) {
            int pixel = ((rgb[3 * i] & 255) << 16) | ((rgb[3 * i + 1] & 255) << 8) | (rgb[3 * i + 2] & 255);
            image.setRGB(i % picture.width(), i / picture.width(), pixel);
        }
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", stream);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot encode a PNG in memory", e);
        }
        return out.toByteArray();
    }

    /**
     * Writes {@link #bytes} to a file, replacing it.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(Picture picture, Path file) {
        try {
            Files.write(file, bytes(picture));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /**
     * The picture in a PNG file (JPEG, GIF and BMP are read as well), transparency dropped.
     *
     * @throws IllegalArgumentException if it is not a picture
     */
    public static Picture picture(byte[] source) {
        var image = read(source);
        var rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new Picture(image.getWidth(), image.getHeight(), rgb);
    }

    private static BufferedImage read(byte[] source) {
        try {
            ImageIO.setUseCache(false);
            var image = ImageIO.read(new ByteArrayInputStream(source));
            argument(image != null, "Wanted a picture, found %d bytes of something else", source.length);
            return image;
        } catch (IOException e) {
            throw new IllegalArgumentException("Wanted a picture, found a broken one: " + e.getMessage(), e);
        }
    }
}
