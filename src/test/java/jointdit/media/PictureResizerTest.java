package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PictureResizerTest {
    @ParameterizedTest
    @EnumSource
    void theSameSizeKeepsEveryByte(ResizeFilter filter) {
        var picture = noise(13, 7);
        assertThat(PictureResizer.resize(picture, 13, 7, filter).rgb()).isEqualTo(picture.rgb());
    }

    @ParameterizedTest
    @EnumSource
    void oneColourStays(ResizeFilter filter) {
        var rgb = new byte[3 * 20 * 30];
        Arrays.fill(rgb, (byte) 200);
        assertThat(PictureResizer.resize(new Picture(20, 30, rgb), 7, 41, filter)
                        .rgb())
                .containsOnly((byte) 200);
    }

    @Test
    void theLongSideIsRoundedDown() {
        var resized = PictureResizer.resizeShortSide(noise(240, 427), 224, ResizeFilter.BICUBIC);
        assertThat(resized.width()).isEqualTo(224);
        assertThat(resized.height()).isEqualTo(398); // 224 * 427 / 240 = 398.5
    }

    @Test
    void overshootIsCutOffAtBlackAndWhite() {
        var rgb = new byte[3 * 8];
        Arrays.fill(rgb, 12, 24, (byte) 255);
        var wide = PictureResizer.resize(new Picture(8, 1, rgb), 32, 1, ResizeFilter.BICUBIC)
                .rgb();
        assertThat(wide[0]).isEqualTo((byte) 0);
        assertThat(wide[3 * 31]).isEqualTo((byte) 255);
        assertThat(Byte.toUnsignedInt(wide[3 * 12])).isLessThan(10); // where the cubic goes below black
    }

    private static Picture noise(int width, int height) {
        var rgb = new byte[3 * width * height];
        new Random(5).nextBytes(rgb);
        return new Picture(width, height, rgb);
    }
}
