package jointdit.ui;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import jointdit.media.Picture;

/**
 * A picture file of a stranger. Its size is looked at before it is decoded, and of a large one only some of the pixels
 * are, so that memory stays small.
 *
 * @param mostPixels of the picture
 */
record Upload(int mostPixels) {
    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp");
    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp", "webp");
    /** More are of no use to models of today. */
    private static final int KEPT_PIXELS = 4_000_000;

    /**
     * The picture.
     *
     * @param type that the client says it is
     * @throws ApiProblem if it is none that we take
     */
    Picture decoded(String type, byte[] file) {
        if (!TYPES.contains(type)) {
            throw ApiProblem.of(
                    415, "Wanted a PNG, JPEG, GIF or BMP picture, found type \"%s\"; save it as PNG".formatted(type));
        }
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            var readers = ImageIO.getImageReaders(stream);
            while (readers.hasNext()) {
                var reader = readers.next();
                if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    reader.setInput(stream, true, true);
                    return decoded(reader, Orientation.of(file));
                }
            }
        } catch (IOException | RuntimeException e) { // readers throw what they like at broken files
            throw e instanceof ApiProblem problem ? problem : undecodable();
        }
        throw undecodable();
    }

    private static ApiProblem undecodable() {
        return ApiProblem.of(422, "Wanted a picture, found a file that cannot be decoded; save it anew as PNG or JPEG");
    }

    private Picture decoded(ImageReader reader, Orientation orientation) throws IOException {
        try {
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > mostPixels) {
                throw ApiProblem.of(
                        422,
                        "Wanted a picture of at most %d pixels, found %d x %d; scale it down"
                                .formatted(mostPixels, reader.getWidth(0), reader.getHeight(0)));
            }
            var step = (int) Math.ceil(Math.sqrt((double) pixels / KEPT_PIXELS));
            var how = reader.getDefaultReadParam();
            how.setSourceSubsampling(step, step, 0, 0);
            return picture(orientation.upright(flat(reader.read(0, how))));
        } finally {
            reader.dispose();
        }
    }

    /** In plain colours; transparent parts become white. */
    private static BufferedImage flat(BufferedImage image) {
        var flat = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        var canvas = flat.createGraphics();
        canvas.drawImage(image, 0, 0, Color.WHITE, null);
        canvas.dispose();
        return flat;
    }

    private static Picture picture(BufferedImage image) {
        var width = image.getWidth();
        var pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        var rgb = new byte[3 * pixels.length];
        for (var i = 0; i < pixels.length; i++) {
            rgb[3 * i] = (byte) (pixels[i] >> 16);
            rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
            rgb[3 * i + 2] = (byte) pixels[i];
        }
        return new Picture(width, image.getHeight(), rgb);
    }
}
