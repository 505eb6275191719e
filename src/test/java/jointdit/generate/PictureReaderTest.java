package jointdit.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
    private static final PictureReader READER = new PictureReader(TinyModel.CODEC);

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void theMiddleOfAnyImageIsTaken(String format) throws IOException {
        var latents = TinyModel.CODEC.encodePicture(
                READER.frame("image", image(format)).rgb(), 1);

        // red in the middle: the first value of a patch is its red, +1, over the scale 0.5
        assertThat(latents).hasSize(128);
        assertThat(latents[5]).isEqualTo(2, within(0.1f));
        assertThat(latents[10]).isEqualTo(2, within(0.1f));
        assertThat(latents[16 + 5]).isEqualTo(-2, within(0.1f));
    }

    @Test
    void whatIsNoImageIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> READER.frame("notes.txt", "no image at all".getBytes(UTF_8)))
                .withMessageStartingWith("Wanted an image, found notes.txt: ");
        assertThatIllegalArgumentException().isThrownBy(() -> READER.frame("empty.png", new byte[0]));
    }

    /** Red, with blue bars left and right that the crop takes away. */
    private static byte[] image(String format) throws IOException {
        var image = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, 0, 64, 32);
        graphics.setColor(Color.RED);
        graphics.fillRect(12, 0, 40, 32);
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }
}
