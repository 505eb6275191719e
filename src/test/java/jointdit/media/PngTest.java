package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngTest {
    @Test
    void picturesReadBackAsWritten(@TempDir Path folder) throws Exception {
        var picture = noise(7, 5);

        Png.write(picture, folder.resolve("a.png"));
        var back = Png.picture(Files.readAllBytes(folder.resolve("a.png")));

        assertThat(back.width()).isEqualTo(7);
        assertThat(back.height()).isEqualTo(5);
        assertThat(back.rgb()).isEqualTo(picture.rgb());
    }

    @Test
    void otherFilesAreRefused() {
        assertThatThrownBy(() -> Png.picture(new byte[100]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Wanted a picture, found 100 bytes of something else");
    }

    @Test
    void cutOffFilesAreRefused() {
        var bytes = Png.bytes(noise(40, 40));

        assertThatThrownBy(() -> Png.picture(Arrays.copyOf(bytes, 60)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Wanted a picture, found a broken one");
    }

    @Test
    void bytesMustFillThePicture() {
        assertThatThrownBy(() -> new Picture(2, 2, new byte[11])).hasMessage("A 2x2 picture has 12 bytes, found 11");
    }

    private static Picture noise(int width, int height) {
        var rgb = new byte[3 * width * height];
        new Random(1).nextBytes(rgb);
        return new Picture(width, height, rgb);
    }
}
