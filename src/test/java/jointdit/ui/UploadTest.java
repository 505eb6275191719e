package jointdit.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.ImageIO;
import jointdit.media.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {
    private static final Upload UPLOAD = new Upload(50_000_000);

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void picturesOfUsualKindsAreTaken(String kind) throws IOException {
        var picture = UPLOAD.decoded("image/" + kind, file(red(48, 32), kind));

        assertThat(picture.width()).isEqualTo(48);
        assertThat(colour(picture, 0, 0)).isEqualTo(Color.RED);
    }

    @Test
    void transparentPartsAreWhite() throws IOException {
        var image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);

        assertThat(colour(UPLOAD.decoded("image/png", file(image, "png")), 1, 1))
                .isEqualTo(Color.WHITE);
    }

    @Test
    void largePicturesLosePixelsOnTheWay() throws IOException {
        var picture = UPLOAD.decoded("image/png", file(red(4000, 3000), "png"));

        assertThat(picture.width()).isEqualTo(2000);
        assertThat(picture.height()).isEqualTo(1500);
    }

    /** A picture with a red corner, top left, as each orientation of a camera stores it. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 48, 32", "2, 47, 0, 48, 32", "3, 47, 31, 48, 32", "4, 0, 31, 48, 32",
        "5, 0, 0, 32, 48", "6, 31, 0, 32, 48", "7, 31, 47, 32, 48", "8, 0, 47, 32, 48"
    })
    void camerasMayBeHeldAnyHow(int code, int x, int y, int width, int height) throws IOException {
        var image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        for (var i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, Color.RED.getRGB());
        }

        var picture = UPLOAD.decoded("image/jpeg", exif(file(image, "jpeg"), code));

        assertThat(picture.width()).isEqualTo(width);
        assertThat(picture.height()).isEqualTo(height);
        assertThat(colour(picture, x, y).getRed()).isGreaterThan(200);
    }

    @Test
    void brokenExifCountsForNothing() throws IOException {
        var file = exif(file(red(48, 32), "jpeg"), 6);

        for (var length = 0; length < 40; length++) {
            assertThat(Orientation.of(Arrays.copyOf(file, length)).code()).isBetween(1, 8);
        }
    }

    private static BufferedImage red(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setColor(Color.RED);
        canvas.fillRect(0, 0, width, height);
        canvas.dispose();
        return image;
    }

    private static byte[] file(BufferedImage image, String kind) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, kind, out);
        return out.toByteArray();
    }

    /** A JPEG file with an Exif block behind its first marker. */
    private static byte[] exif(byte[] jpeg, int code) {
        var block = ByteBuffer.allocate(36)
                .putShort((short) 0xffe1)
                .putShort((short) 34)
                .putInt(0x45786966)
                .putShort((short) 0)
                .putInt(0x4d4d002a)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) code)
                .putShort((short) 0)
                .putInt(0);
        return ByteBuffer.allocate(jpeg.length + 36)
                .put(jpeg, 0, 2)
                .put(block.flip())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** Each channel rounded to full or none, as far as it is near. */
    private static Color colour(Picture picture, int x, int y) {
        var at = 3 * (y * picture.width() + x);
        var channels = new int[3];
        for (var c = 0; c < 3; c++) {
            var value = picture.rgb()[at + c] & 255;
            channels[c] = value > 245 ? 255 : value < 10 ? 0 : value;
        }
        return new Color(channels[0], channels[1], channels[2]);
    }
}
