package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactSheetTest {
    private static final LogMel MEL = LogMel.audioldm2();

    @ParameterizedTest
    @CsvSource({
        "64, 64, 8, 1184, 266", // 16 frames of 72 pixels in one row, 64 mels of 3 pixels
        "64, 32, 8, 1184, 230",
        "64, 64, 1, 148, 266",
        "64, 64, 20, 1184, 414", // 40 frames in three rows
        "64, 64, 50, 1184, 488" // 64 of 100 frames in four rows
    })
    void sheetHasItsFramesAboveItsSpectrogram(int width, int height, double rate, int sheetWidth, int sheetHeight) {
        var sheet = ContactSheet.of(Scenes.disc(Scenes.size(width, height, rate), 2, 16_000), MEL);

        assertThat(sheet.width()).isEqualTo(sheetWidth);
        assertThat(sheet.height()).isEqualTo(sheetHeight);
    }

    @Test
    void loudTimesAreBrighterThanQuietOnes() {
        var sheet = ContactSheet.of(Scenes.disc(), MEL);

        assertThat(brightness(sheet, 300)).isGreaterThan(4 * brightness(sheet, 280)); // a tone begins at 0.5 s = 296
    }

    @Test
    void silenceIsBlack() {
        var video = Scenes.disc().video();
        var sheet = ContactSheet.of(new Clip(video, new Sound(16_000, new float[32_000])), MEL);

        assertThat(brightness(sheet, 500)).isZero();
    }

    private static double brightness(Picture sheet, int x) {
        double sum = 0;
        for (int y = 74; y < sheet.height(); y++) {
            for (int c = 0; c < 3; c++) {
                sum += sheet.rgb()[3 * (y * sheet.width() + x) + c] & 255;
            }
        }
        return sum;
    }
}
